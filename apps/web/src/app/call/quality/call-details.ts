import { Injectable, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';

/** Opens what is known of the connections of the call that goes on. */
@Injectable({ providedIn: 'root' })
export class CallDetails {
  private readonly dialog = inject(MatDialog);

  async open(): Promise<void> {
    const { CallDetailsDialog } = await import('./call-details-dialog');
    this.dialog.open(CallDetailsDialog, {
      width: '560px',
      maxWidth: 'calc(100vw - 32px)',
      autoFocus: 'summary',
    });
  }
}
