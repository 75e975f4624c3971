import { Component, inject, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { LucideMonitor, LucideSmartphone } from '@lucide/angular';
import { type AccountSession } from '@parlour/contracts';
import { Button, Skeleton } from '@parlour/ui';
import { LogOut } from '../chat/log-out';
import { Confirm } from '../core/confirm/confirm-dialog';
import { LoadFailed } from '../core/feedback/load-failed';
import { Notices } from '../core/notices/notices';
import { AccountSessions } from './account-sessions';
import { SessionWords } from './session-words';

const phones = ['Android', 'iOS'];

/** Where one is signed in, and the way out of each. */
@Component({
  selector: 'parlour-session-list',
  imports: [Button, LoadFailed, LucideMonitor, LucideSmartphone, Skeleton, TranslocoPipe],
  templateUrl: './session-list.html',
  styleUrl: './session-list.css',
})
export class SessionList {
  private readonly leaving = inject(LogOut);
  private readonly notices = inject(Notices);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  protected readonly sessions = inject(AccountSessions);
  protected readonly words = inject(SessionWords);

  protected readonly now = Date.now();
  protected readonly ending = signal<string | null>(null);

  protected isPhone({ system }: AccountSession): boolean {
    return phones.some((phone) => system?.startsWith(phone));
  }

  protected async end(one: AccountSession): Promise<void> {
    if (one.current) return this.leaving.logOut();
    this.ending.set(one.id);
    try {
      await this.sessions.end(one.id);
      this.notices.say('account.sessions.loggedOut', { name: this.words.device(one) });
    } catch (error) {
      this.notices.sayFailure(error);
    } finally {
      this.ending.set(null);
    }
  }

  protected async endAll(): Promise<void> {
    const say = (key: string) => this.transloco.translate<string>(key);
    const sure = await this.confirm.ask({
      title: `${say('account.logOutEverywhere')}?`,
      text: say('account.sessions.everywhereText'),
      action: say('account.logOutEverywhere'),
    });
    if (sure) await this.leaving.logOutEverywhere();
  }
}
