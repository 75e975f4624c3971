import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { type Attachment } from '@parlour/contracts';

/** The files of a message: pictures, players, and what can be downloaded. */
@Component({
  selector: 'parlour-message-attachments',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (attachment of attachments(); track attachment.id) {
      <p dir="auto">{{ attachment.name }}</p>
    }
  `,
})
export class MessageAttachments {
  readonly attachments = input.required<readonly Attachment[]>();
}
