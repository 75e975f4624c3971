import { Injectable, inject, signal } from '@angular/core';
import { Preferences } from '../core/preferences';
import { systemNotifications } from './system-notifications';

const preference = 'callNotices';

/** `blocked`: the browser was told never to ask again. */
export type CallNoticesState = 'on' | 'off' | 'blocked' | 'unsupported';

/** Whether this browser tells of calls and messages while Parlour is hidden: a wish of the person, and a permission of the browser. */
@Injectable({ providedIn: 'root' })
export class CallNotices {
  private readonly preferences = inject(Preferences);
  private readonly notifications = inject(systemNotifications);
  private readonly current = signal(this.read());

  readonly state = this.current.asReadonly();

  /** From within a touch of the page: the browser may ask. */
  async switch(on: boolean): Promise<void> {
    if (on && this.notifications.permission() === 'default') await this.notifications.ask();
    this.preferences.write(preference, on ? 'on' : 'off');
    this.current.set(this.read());
  }

  private read(): CallNoticesState {
    const permission = this.notifications.permission();
    if (permission === 'unsupported') return permission;
    if (permission === 'denied') return 'blocked';
    const wanted = this.preferences.read(preference, ['on', 'off']) === 'on';
    return wanted && permission === 'granted' ? 'on' : 'off';
  }
}
