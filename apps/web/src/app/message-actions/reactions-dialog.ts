import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogClose } from '@angular/material/dialog';
import { TranslocoPipe } from '@jsverse/transloco';
import { type Message, type MessageReactions } from '@parlour/contracts';
import { Button, DialogFrame, Notice, Skeleton } from '@parlour/ui';
import { type Reading } from '../core/api/reading';
import { ApiFailure } from '../core/api/api-failure';
import { UserAvatar } from '../core/users/user-avatar';
import { UserName } from '../core/users/user-names';
import { ReactionNames } from './reaction-names';

/** Everybody who gave a message an emoji, by emoji. */
@Component({
  selector: 'parlour-reactions-dialog',
  imports: [Button, DialogFrame, MatDialogClose, Notice, Skeleton, TranslocoPipe, UserAvatar, UserName],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <parlour-dialog-frame [title]="'message.whoReacted' | transloco">
      @let it = reading();
      @switch (it.kind) {
        @case ('loading') {
          <parlour-skeleton width="60%" />
        }
        @case ('failed') {
          <parlour-notice tone="warning">{{ 'message.reactionsFailed' | transloco }}</parlour-notice>
        }
        @case ('ready') {
          @for (reaction of it.reactions; track reaction.emoji) {
            <h3>{{ reaction.emoji }} {{ reaction.users.length }}</h3>
            <ul>
              @for (user of reaction.users; track user.id) {
                <li>
                  <parlour-user-avatar [user]="user" [size]="24" /><bdi [textContent]="user | userName"></bdi>
                </li>
              }
            </ul>
          }
        }
      }
      <button dialogActions parlourButton variant="outline" type="button" [matDialogClose]="null">
        {{ 'message.close' | transloco }}
      </button>
    </parlour-dialog-frame>
  `,
  styles: `
    h3 {
      padding-top: var(--space-2);
    }

    li {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-height: 36px;
    }
  `,
})
export class ReactionsDialog {
  protected readonly reading = signal<Reading<MessageReactions>>({ kind: 'loading' });

  constructor() {
    inject(ReactionNames)
      .fetch(inject<Message>(MAT_DIALOG_DATA))
      .then(
        (reactions) => this.reading.set({ kind: 'ready', reactions }),
        (error: unknown) => this.reading.set({ kind: 'failed', failure: ApiFailure.of(error) }),
      );
  }
}
