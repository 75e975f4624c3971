import { Injectable, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';

/** Opens the choice of devices, before a call and in it. */
@Injectable({ providedIn: 'root' })
export class DeviceSettings {
  private readonly dialog = inject(MatDialog);

  async open(): Promise<void> {
    const { DeviceSettingsDialog } = await import('./device-settings-dialog');
    this.dialog.open(DeviceSettingsDialog, { width: '560px', maxWidth: 'calc(100vw - 16px)' });
  }
}
