import { Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button, LevelMeter, Notice, Page, PlayStream } from '@parlour/ui';
import { Notices } from '../core/notices/notices';
import { Clipboard } from '../message-actions/clipboard';
import { checkBrowser } from './check-browser';
import { reportOf } from './check-report';
import { CheckRow } from './check-row';
import { checkWords } from './check-words';
import { checkIds } from './findings';
import { SelfTest } from './self-test';

/** Whether this browser, on this machine, behind this network, can take part in calls of this server; and if not, why. */
@Component({
  selector: 'parlour-check-page',
  imports: [Button, CheckRow, LevelMeter, Notice, Page, PlayStream, TranslocoPipe],
  providers: [SelfTest, checkWords],
  templateUrl: './check-page.html',
  styleUrl: './check-page.css',
})
export class CheckPage {
  private readonly browser = inject(checkBrowser);
  private readonly clipboard = inject(Clipboard);
  private readonly notices = inject(Notices);
  protected readonly test = inject(SelfTest);
  protected readonly checkIds = checkIds;

  protected readonly isRunning = computed(() => this.test.summary().kind === 'running');
  protected readonly outcome = computed(() => {
    const { kind, failed, warnings, skipped } = this.test.summary();
    if (kind !== 'done') return { words: `check.summary.${kind}`, tone: 'info' } as const;
    if (failed > 0) return { words: `check.summary.failed${one(failed)}`, tone: 'danger' } as const;
    if (warnings > 0) return { words: `check.summary.warning${one(warnings)}`, tone: 'warning' } as const;
    return skipped > 0
      ? ({ words: 'check.summary.lacking', tone: 'warning' } as const)
      : ({ words: 'check.summary.well', tone: 'info' } as const);
  });

  protected run(): void {
    void this.test.run();
  }

  protected async copyReport(): Promise<void> {
    const { origin, userAgent } = this.browser;
    const report = reportOf(this.test.states(), { at: new Date(), origin, userAgent });
    this.notices.say((await this.clipboard.write(report)) ? 'check.copied' : 'message.notCopied');
  }
}

const one = (count: number): string => (count === 1 ? 'One' : 'Many');
