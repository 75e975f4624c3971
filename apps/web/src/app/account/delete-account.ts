import { Component, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from '@parlour/ui';
import { DeleteAccountDialog } from './delete-account-dialog';

/** The last door, and what is behind it. */
@Component({
  selector: 'parlour-delete-account',
  imports: [Button, TranslocoPipe],
  template: `
    <button parlourButton variant="outline" type="button" (click)="open()">
      {{ 'account.delete.start' | transloco }}
    </button>
  `,
  styles: "button[data-variant='outline'] { color: var(--color-danger); }",
})
export class DeleteAccount {
  private readonly dialog = inject(MatDialog);

  protected open(): void {
    this.dialog.open(DeleteAccountDialog, { width: '520px', maxWidth: 'calc(100vw - 32px)' });
  }
}
