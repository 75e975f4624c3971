import { Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import {
  LucideCircleAlert,
  LucideCircleCheck,
  LucideCircleDashed,
  LucideCircleMinus,
  LucideCircleQuestionMark,
  LucideCircleX,
  LucideLoaderCircle,
} from '@lucide/angular';
import { Button } from '@parlour/ui';
import { browserFamily } from '../call/devices/media-trouble';
import { type CheckState } from './check-state';
import { type CheckId } from './findings';

/** One check: its name, how it stands, what was found and how to mend it. What it shows while it runs stands in it. */
@Component({
  selector: 'parlour-check-row',
  imports: [
    Button,
    LucideCircleAlert,
    LucideCircleCheck,
    LucideCircleDashed,
    LucideCircleMinus,
    LucideCircleQuestionMark,
    LucideCircleX,
    LucideLoaderCircle,
    TranslocoPipe,
  ],
  templateUrl: './check-row.html',
  styleUrl: './check-row.css',
  host: { '[attr.data-check]': 'check()', '[attr.data-look]': 'look()' },
})
export class CheckRow {
  readonly check = input.required<CheckId>();
  readonly state = input.required<CheckState>();
  readonly playAgain = output();
  readonly answer = output<boolean>();

  /** For the eye, and for tests. */
  protected readonly look = computed(() => {
    const state = this.state();
    return state.kind === 'done' ? state.verdict : state.kind;
  });
  protected readonly finding = computed(() => {
    const state = this.state();
    return state.kind === 'done' ? state.finding : null;
  });
  /** What can be done about it; nothing about what is well. */
  protected readonly mend = computed(() => {
    const state = this.state();
    if (state.kind !== 'done' || state.verdict === 'passed') return null;
    const { code } = state.finding;
    return `check.${this.check()}.mend.${code === 'denied' ? browserFamily(navigator.userAgent) : code}`;
  });
}
