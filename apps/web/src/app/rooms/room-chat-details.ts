import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogClose } from '@angular/material/dialog';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button, DialogFrame } from '@parlour/ui';
import { Moments } from '../core/i18n/moments';
import { RoomChats } from '../core/room-chats/room-chats';

/** What a chat of a room is for, and since when it is written in. */
@Component({
  selector: 'parlour-room-chat-details',
  imports: [Button, DialogFrame, MatDialogClose, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (chat(); as it) {
      <parlour-dialog-frame [title]="it.name">
        @if (it.description) {
          <p class="description" dir="auto">{{ it.description }}</p>
        }
        <dl>
          @for (row of rows(); track row.key) {
            <div>
              <dt>{{ 'rooms.chat.times.' + row.key | transloco }}</dt>
              <dd class="tabular">
                @if (row.moment; as moment) {
                  <time [attr.datetime]="moment">{{ moments.full(moment) }}</time>
                } @else {
                  {{ 'rooms.chat.times.none' | transloco }}
                }
              </dd>
            </div>
          }
        </dl>
        <button dialogActions parlourButton variant="outline" type="button" matDialogClose>
          {{ 'rooms.chat.close' | transloco }}
        </button>
      </parlour-dialog-frame>
    }
  `,
  styles: `
    .description {
      margin-bottom: var(--space-4);
      overflow-wrap: anywhere;
      white-space: pre-line;
    }

    dl {
      display: grid;
      gap: var(--space-3);
    }

    dt {
      color: var(--color-ink-muted);
      font: var(--text-label);
    }

    dd {
      margin: 0;
    }
  `,
})
export class RoomChatDetails {
  private readonly roomChats = inject(RoomChats);
  private readonly chatId = inject<string>(MAT_DIALOG_DATA);
  protected readonly moments = inject(Moments);

  /** As it becomes while one looks at it. */
  protected readonly chat = computed(() => this.roomChats.of(this.chatId));
  protected readonly rows = computed(() => {
    const chat = this.chat();
    if (!chat) return [];
    const { firstMessageAt, lastMessageAt, createdAt, archivedAt } = chat;
    return [
      { key: 'first', moment: firstMessageAt },
      { key: 'last', moment: lastMessageAt },
      { key: 'created', moment: createdAt },
      ...(archivedAt ? [{ key: 'archived', moment: archivedAt }] : []),
    ];
  });
}
