import { Component, computed, inject, input } from '@angular/core';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import {
  LucideCheck,
  LucideChevronsUpDown,
  LucideLogOut,
  LucideMonitor,
  LucideMoon,
  LucideStethoscope,
  LucideSun,
  LucideUserRound,
} from '@lucide/angular';
import { type Status } from '@parlour/contracts';
import { PresenceDot } from '@parlour/ui';
import { OngoingCall } from '../call/ongoing-call';
import { LogOut } from '../chat/log-out';
import { Account } from '../core/account/account';
import { statusLooks, statuses } from '../core/account/statuses';
import { Language, languages } from '../core/i18n/language';
import { Notices } from '../core/notices/notices';
import { Session } from '../core/session/session';
import { Theme, themes } from '../core/theme/theme';
import { UserAvatar } from '../core/users/user-avatar';

/** Who I am and how I am shown, how it looks, and the way out. */
@Component({
  selector: 'parlour-account-menu',
  imports: [
    LucideCheck,
    LucideChevronsUpDown,
    LucideLogOut,
    LucideMonitor,
    LucideMoon,
    LucideStethoscope,
    LucideSun,
    LucideUserRound,
    MatDivider,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    PresenceDot,
    RouterLink,
    TranslocoPipe,
    UserAvatar,
  ],
  templateUrl: './account-menu.html',
  styleUrl: './account-menu.css',
  host: { '[attr.data-layout]': 'layout()' },
})
export class AccountMenu {
  /** `row` at the foot of the sidebar, `bar` as a place of the bottom bar. */
  readonly layout = input<'row' | 'bar'>('row');

  private readonly account = inject(Account);
  private readonly leaving = inject(LogOut);
  private readonly notices = inject(Notices);
  private readonly ongoing = inject(OngoingCall);
  protected readonly user = inject(Session).user;
  /** As others see me, as far as this tab knows. */
  protected readonly look = computed(() => {
    const status = this.user()?.status ?? 'auto';
    return status === 'auto' && this.ongoing.place() ? 'in-call' : statusLooks[status];
  });
  protected readonly theme = inject(Theme);
  protected readonly language = inject(Language);
  protected readonly statuses = statuses;
  protected readonly statusLooks = statusLooks;
  protected readonly themes = themes;
  protected readonly languages = languages;

  protected chooseStatus(status: Status): void {
    this.account.changePresence({ status }).catch((error: unknown) => this.notices.sayFailure(error));
  }

  protected logOut(): void {
    void this.leaving.logOut();
  }
}
