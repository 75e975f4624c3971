import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { LucidePhone, LucideVideo, LucideX } from '@lucide/angular';
import { type DirectChat, isErrorCode } from '@parlour/contracts';
import { Button, IconButton } from '@parlour/ui';
import { ApiFailure } from '../core/api/api-failure';
import { CallWords } from '../core/direct-chats/call-words';
import { ErrorWords } from '../core/i18n/error-words';
import { UserAvatar } from '../core/users/user-avatar';
import { UserNames } from '../core/users/user-names';
import { Calling } from './calling';
import { type CallResult } from './ring-state';
import { RingStore } from './ring-store';

/** How the last call ended, calmly, and the way to try again. */
@Component({
  selector: 'parlour-call-result-bar',
  imports: [Button, IconButton, LucidePhone, LucideVideo, LucideX, TranslocoPipe, UserAvatar],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <parlour-user-avatar class="face" [user]="chat().user" [size]="36" />
    <p class="words" role="status">{{ words() }}</p>
    @if (chat().state === 'open') {
      <button
        parlourButton
        variant="outline"
        type="button"
        [disabled]="!calling.canCall()"
        (click)="callAgain()"
      >
        @if (result().video) {
          <svg lucideVideo [size]="18"></svg>
        } @else {
          <svg lucidePhone [size]="18"></svg>
        }
        {{ 'ring.callAgain' | transloco }}
      </button>
    }
    <button parlourIconButton type="button" [label]="'ring.dismiss' | transloco" (click)="rings.dismiss()">
      <svg lucideX></svg>
    </button>
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: var(--space-3);
      padding: var(--space-2) var(--space-3) var(--space-2) var(--space-5);
      border-bottom: 1px solid var(--color-line);
      background: var(--color-sunken);
    }

    .words {
      flex: 1;
      min-width: 0;
      text-wrap: pretty;
    }

    @media (max-width: 759px) {
      :host {
        gap: var(--space-2);
        padding: var(--space-1) var(--space-1) var(--space-1) var(--space-4);
      }

      .face {
        display: none;
      }
    }
  `,
})
export class CallResultBar {
  private readonly transloco = inject(TranslocoService);
  private readonly names = inject(UserNames);
  private readonly errorWords = inject(ErrorWords);
  private readonly callWords = inject(CallWords);
  protected readonly rings = inject(RingStore);
  protected readonly calling = inject(Calling);

  readonly chat = input.required<DirectChat>();
  readonly result = input.required<CallResult>();

  protected readonly words = computed(() => {
    this.transloco.activeLang();
    const { how, seconds } = this.result();
    if (how === 'offline' || (isErrorCode(how) && how !== 'unavailable'))
      return this.errorWords.of(new ApiFailure(how));
    const over = how === 'over' && seconds !== null ? 'overAfter' : how;
    return this.transloco.translate<string>(`ring.result.${over}`, {
      name: this.names.of(this.chat().user),
      duration: this.callWords.duration(seconds ?? 0),
    });
  });

  protected callAgain(): void {
    const { id: chatId, user } = this.chat();
    void this.calling.call({ userId: user.id, chatId }, { video: this.result().video });
  }
}
