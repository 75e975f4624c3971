import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { LucideFile } from '@lucide/angular';
import { type Quote as QuotedMessage } from '@parlour/contracts';
import { UserName } from '../core/users/user-names';
import { plainText } from '../message-text/plain-text';

/** What a message replies to, in one line; a click leads there. */
@Component({
  selector: 'parlour-quote',
  imports: [LucideFile, TranslocoPipe, UserName],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let it = quote();
    <button
      class="quote"
      type="button"
      [title]="'message.quoteJump' | transloco: { name: (it.author | userName) }"
      (click)="jump.emit()"
    >
      <bdi class="author" [textContent]="it.author | userName"></bdi>
      @if (it.file && !it.deleted) {
        <svg lucideFile [size]="14"></svg>
      }
      <bdi class="words" [class.muted]="it.deleted" [textContent]="words()"></bdi>
    </button>
  `,
  styles: `
    :host {
      display: block;
      position: relative;
      min-width: 0;
    }

    .quote {
      display: flex;
      align-items: center;
      gap: 6px;
      max-width: 100%;
      min-height: 24px;
      padding: 1px var(--space-2);
      border-inline-start: 3px solid var(--color-line);
      border-radius: 4px;
      color: var(--color-ink-muted);
      font: var(--text-secondary);
      text-align: start;
    }

    .quote:hover {
      border-inline-start-color: var(--color-accent);
      color: var(--color-ink);
    }

    .author {
      flex: none;
      max-width: 40%;
      overflow: hidden;
      font-weight: 600;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .words {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .muted {
      font-style: italic;
    }

    @media (pointer: coarse) {
      .quote {
        min-height: var(--touch-target);
      }
    }
  `,
})
export class Quote {
  readonly quote = input.required<QuotedMessage>();
  readonly jump = output();

  private readonly transloco = inject(TranslocoService);
  protected readonly words = computed(() => {
    const { deleted, text, file } = this.quote();
    this.transloco.activeLang();
    if (deleted) return this.transloco.translate<string>('message.quoteDeleted');
    return plainText(text) || (file ?? '');
  });
}
