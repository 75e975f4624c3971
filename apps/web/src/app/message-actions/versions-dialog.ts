import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogClose } from '@angular/material/dialog';
import { TranslocoPipe } from '@jsverse/transloco';
import { type Message, type MessageVersions, routes } from '@parlour/contracts';
import { Button, DialogFrame, Notice, Skeleton } from '@parlour/ui';
import { ChatDates } from '../chat/chat-dates';
import { ApiClient } from '../core/api/api-client';
import { ApiFailure } from '../core/api/api-failure';
import { type Reading } from '../core/api/reading';
import { MessageText } from '../message-text/message-text';

/** What a message said before, the newest first, above all what it says now. */
@Component({
  selector: 'parlour-versions-dialog',
  imports: [Button, DialogFrame, MatDialogClose, MessageText, Notice, Skeleton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <parlour-dialog-frame [title]="'message.versionsTitle' | transloco">
      @let it = reading();
      @switch (it.kind) {
        @case ('loading') {
          <parlour-skeleton width="80%" />
        }
        @case ('failed') {
          <parlour-notice tone="warning">{{ 'message.versionsFailed' | transloco }}</parlour-notice>
        }
        @case ('ready') {
          <ol>
            @for (version of it.versions; track $index) {
              <li>
                <time [dateTime]="version.writtenAt">{{ momentOf(version.writtenAt) }}</time>
                <parlour-message-text [text]="version.text" />
              </li>
            }
          </ol>
        }
      }
      <button dialogActions parlourButton variant="outline" type="button" [matDialogClose]="null">
        {{ 'message.close' | transloco }}
      </button>
    </parlour-dialog-frame>
  `,
  styles: `
    li {
      padding: var(--space-2) 0;
    }

    li + li {
      border-top: 1px solid var(--color-line);
    }

    time {
      color: var(--color-ink-muted);
      font: var(--text-small);
    }
  `,
})
export class VersionsDialog {
  private readonly dates = inject(ChatDates);
  protected readonly reading = signal<Reading<MessageVersions>>({ kind: 'loading' });

  constructor() {
    const { chatId, id: messageId } = inject<Message>(MAT_DIALOG_DATA);
    inject(ApiClient)
      .call(routes.listVersions, { params: { chatId, messageId } })
      .then(
        ({ versions }) => this.reading.set({ kind: 'ready', versions: versions.toReversed() }),
        (error: unknown) => this.reading.set({ kind: 'failed', failure: ApiFailure.of(error) }),
      );
  }

  protected momentOf(writtenAt: string): string {
    const moment = new Date(writtenAt);
    return `${this.dates.day(moment)}, ${this.dates.time(moment)}`;
  }
}
