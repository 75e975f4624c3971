import { DOCUMENT, Injectable, inject } from '@angular/core';
import { MatDialog, type MatDialogRef } from '@angular/material/dialog';

/** Opens the quick switcher, from its button and by its keys. */
@Injectable({ providedIn: 'root' })
export class QuickSwitcher {
  private readonly dialog = inject(MatDialog);
  private readonly isMac = /mac|iphone|ipad/i.test(inject(DOCUMENT).defaultView?.navigator.userAgent ?? '');
  private opened: MatDialogRef<unknown> | null = null;

  /** What one presses, as it stands on the keys. */
  readonly shortcut = this.isMac ? '⌘K' : 'Ctrl K';

  async open(): Promise<void> {
    const { QuickSwitcherDialog } = await import('./quick-switcher-dialog');
    if (this.opened) return;
    this.opened = this.dialog.open(QuickSwitcherDialog, {
      width: '560px',
      maxWidth: 'calc(100vw - 32px)',
      position: { top: 'min(12vh, 96px)' },
      autoFocus: 'input',
      delayFocusTrap: false, // who knows the keys goes on typing at once
      ariaLabelledBy: 'switcher-name',
    });
    this.opened.afterClosed().subscribe(() => (this.opened = null));
  }

  /** Ctrl+K or Cmd+K, wherever one is; again closes it. Another dialog keeps its keys. */
  handleKey(event: KeyboardEvent): void {
    const pressed = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (!pressed || event.key.toLowerCase() !== 'k' || event.repeat) return;
    if (this.opened) {
      event.preventDefault();
      this.opened.close();
    } else if (this.dialog.openDialogs.length === 0) {
      event.preventDefault();
      void this.open();
    }
  }
}
