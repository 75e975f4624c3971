import { Injectable, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { type Message } from '@parlour/contracts';

/** Shows what an edited message said before. */
@Injectable({ providedIn: 'root' })
export class MessageVersions {
  private readonly dialog = inject(MatDialog);

  async open(message: Message): Promise<void> {
    const { VersionsDialog } = await import('./versions-dialog');
    this.dialog.open(VersionsDialog, { data: message, width: '520px', maxWidth: 'calc(100vw - 32px)' });
  }
}
