import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucidePencil, LucideReply, LucideX } from '@lucide/angular';
import { type User } from '@parlour/contracts';
import { IconButton } from '@parlour/ui';
import { UserNames } from '../core/users/user-names';
import { plainText } from '../message-text/plain-text';

/** Above the box: which message is being replied to, or changed. A click shows it; the cross gives it up. */
@Component({
  selector: 'parlour-context-bar',
  imports: [IconButton, LucidePencil, LucideReply, LucideX, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <button class="target" type="button" (click)="jump.emit()">
      @if (kind() === 'edit') {
        <svg lucidePencil [size]="16"></svg>
        <strong>{{ title() }}</strong>
      } @else {
        <svg lucideReply [size]="16"></svg>
        <strong>{{ 'compose.replyTo' | transloco: { name: authorName() } }}</strong>
      }
      <bdi class="words" [textContent]="words()"></bdi>
    </button>
    <button
      parlourIconButton
      type="button"
      [label]="(kind() === 'edit' ? 'compose.cancelEdit' : 'compose.cancelReply') | transloco"
      (click)="closed.emit()"
    >
      <svg lucideX [size]="18"></svg>
    </button>
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: var(--space-1);
      padding-bottom: var(--space-1);
    }

    .target {
      display: flex;
      flex: 1;
      align-items: center;
      gap: var(--space-2);
      min-width: 0;
      min-height: var(--control-height);
      padding: 0 var(--space-2);
      border-inline-start: 3px solid var(--color-accent);
      border-radius: 4px;
      background: var(--color-sunken);
      font: var(--text-secondary);
      text-align: start;
    }

    strong {
      flex: none;
      max-width: 60%;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .words {
      overflow: hidden;
      color: var(--color-ink-muted);
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  `,
})
export class ContextBar {
  readonly kind = input.required<'reply' | 'edit'>();
  readonly title = input('');
  readonly author = input<User | null>(null);
  readonly text = input.required<string>();

  readonly jump = output();
  readonly closed = output();

  private readonly names = inject(UserNames);
  protected readonly words = computed(() => plainText(this.text()));
  protected readonly authorName = computed(() => {
    const author = this.author();
    return author ? this.names.of(author) : '';
  });
}
