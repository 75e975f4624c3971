import { Component, computed, inject } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { type Status } from '@parlour/contracts';
import { type Choice, Choices, Switch } from '@parlour/ui';
import { Account } from '../core/account/account';
import { statusLooks, statuses } from '../core/account/statuses';
import { Notices } from '../core/notices/notices';

/** How one is shown to others. Holds at once; what fails is taken back. */
@Component({
  selector: 'parlour-presence-settings',
  imports: [Choices, Switch, TranslocoPipe],
  template: `
    @if (user(); as me) {
      <parlour-choices
        [legend]="'account.status.legend' | transloco"
        [choices]="choices()"
        [value]="me.status"
        (valueChange)="change({ status: $event })"
      />
      <parlour-switch
        [label]="'account.status.lastSeen' | transloco"
        [meaning]="'account.status.lastSeenMeaning' | transloco"
        [checked]="me.showLastSeen"
        (checkedChange)="change({ showLastSeen: $event })"
      />
      <parlour-switch
        [label]="'account.status.showRead' | transloco"
        [meaning]="'account.status.showReadMeaning' | transloco"
        [checked]="me.showRead"
        (checkedChange)="change({ showRead: $event })"
      />
    }
  `,
  styleUrl: './settings.css',
})
export class PresenceSettings {
  private readonly account = inject(Account);
  private readonly notices = inject(Notices);
  private readonly transloco = inject(TranslocoService);

  protected readonly user = this.account.user;
  protected readonly choices = computed((): Choice<Status>[] => {
    this.transloco.activeLang();
    return statuses.map((value) => ({
      value,
      label: this.transloco.translate(`account.status.${value}`),
      meaning: this.transloco.translate(`account.status.${value}Meaning`),
      look: statusLooks[value],
    }));
  });

  protected change(change: Parameters<Account['changePresence']>[0]): void {
    this.account.changePresence(change).catch((error: unknown) => this.notices.sayFailure(error));
  }
}
