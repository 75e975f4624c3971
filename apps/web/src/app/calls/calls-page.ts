import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucidePhone } from '@lucide/angular';
import { type CallRecord } from '@parlour/contracts';
import { Button, EmptyState, Page, WaitingRows } from '@parlour/ui';
import { ChatDates } from '../chat/chat-dates';
import { LoadFailed } from '../core/feedback/load-failed';
import { Notices } from '../core/notices/notices';
import { Minute } from '../core/presence/minute';
import { CallNoticesSwitch } from '../ring/call-notices-switch';
import { CallLog } from './call-log';
import { CallRow } from './call-row';

interface Day {
  readonly key: string;
  readonly name: string;
  readonly calls: readonly CallRecord[];
}

/** My calls with others: who, when, how long, and how they ended. */
@Component({
  selector: 'parlour-calls-page',
  imports: [
    Button,
    CallNoticesSwitch,
    CallRow,
    EmptyState,
    LoadFailed,
    LucidePhone,
    Page,
    RouterLink,
    TranslocoPipe,
    WaitingRows,
  ],
  providers: [CallLog],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './calls-page.html',
  styleUrl: './calls-page.css',
})
export class CallsPage {
  private readonly dates = inject(ChatDates);
  private readonly minute = inject(Minute);
  private readonly notices = inject(Notices);
  protected readonly log = inject(CallLog);

  protected readonly days = computed<readonly Day[]>(() => {
    const state = this.log.state();
    if (state.kind !== 'ready') return [];
    const now = new Date(this.minute.now());
    const days = Map.groupBy(state.calls, ({ startedAt }) => startOfDay(new Date(startedAt)));
    return [...days].map(([day, calls]) => ({
      key: `${day}`,
      name: this.dates.day(new Date(day), now),
      calls,
    }));
  });

  protected loadMore(): void {
    this.log.loadMore().catch((error: unknown) => this.notices.sayFailure(error));
  }
}

/** Local midnight, in ms since the epoch. */
const startOfDay = (moment: Date): number =>
  new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime();
