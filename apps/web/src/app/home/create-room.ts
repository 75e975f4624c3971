import { Injectable, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';

/** Opens the dialog that makes a room; it goes to the room by itself. */
@Injectable({ providedIn: 'root' })
export class CreateRoom {
  private readonly dialog = inject(MatDialog);

  async open(): Promise<void> {
    const { CreateRoomDialog } = await import('./create-room-dialog');
    this.dialog.open(CreateRoomDialog, {
      width: '480px',
      maxWidth: 'calc(100vw - 32px)',
      autoFocus: 'input',
    });
  }
}
