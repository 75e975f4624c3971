import { Injectable, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';

/** Opens the choice of friends who can be rung into the call that goes on. */
@Injectable({ providedIn: 'root' })
export class AddPerson {
  private readonly dialog = inject(MatDialog);

  async open(): Promise<void> {
    const { AddPersonDialog } = await import('./add-person-dialog');
    this.dialog.open(AddPersonDialog, { width: '440px', maxWidth: 'calc(100vw - 32px)', autoFocus: 'input' });
  }
}
