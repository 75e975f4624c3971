import { Component, inject, input } from '@angular/core';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { TranslocoPipe } from '@jsverse/transloco';
import {
  LucideCheck,
  LucideChevronsUpDown,
  LucideLogOut,
  LucideMonitor,
  LucideMonitorSmartphone,
  LucideMoon,
  LucideSun,
} from '@lucide/angular';
import { Avatar } from '@parlour/ui';
import { Language, languages } from '../core/i18n/language';
import { Notices } from '../core/notices/notices';
import { Session } from '../core/session/session';
import { Theme, themes } from '../core/theme/theme';

/** Who I am, how it looks, and the ways out. */
@Component({
  selector: 'parlour-account-menu',
  imports: [
    Avatar,
    LucideCheck,
    LucideChevronsUpDown,
    LucideLogOut,
    LucideMonitor,
    LucideMonitorSmartphone,
    LucideMoon,
    LucideSun,
    MatDivider,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    TranslocoPipe,
  ],
  templateUrl: './account-menu.html',
  styleUrl: './account-menu.css',
  host: { '[attr.data-layout]': 'layout()' },
})
export class AccountMenu {
  /** `row` at the foot of the sidebar, `bar` as a place of the bottom bar. */
  readonly layout = input<'row' | 'bar'>('row');

  private readonly session = inject(Session);
  private readonly notices = inject(Notices);
  protected readonly user = this.session.user;
  protected readonly theme = inject(Theme);
  protected readonly language = inject(Language);
  protected readonly themes = themes;
  protected readonly languages = languages;

  protected logOut(): void {
    this.session.logOut().catch((error: unknown) => this.notices.sayFailure(error));
  }

  protected logOutEverywhere(): void {
    this.session.logOutEverywhere().catch((error: unknown) => this.notices.sayFailure(error));
  }
}
