import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

const bars = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
/** Quieter than this is silence on the scale: the noise of a room with a good microphone. */
const floorDecibels = -54;

/** How loud a microphone is, as a row of bars. */
@Component({
  selector: 'parlour-level-meter',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (bar of bars; track bar) {
      <span [class.lit]="bar <= lit()"></span>
    }
  `,
  styleUrl: './level-meter.css',
  host: {
    role: 'meter',
    'aria-valuemin': '0',
    'aria-valuemax': '100',
    '[attr.aria-valuenow]': 'percent()',
    '[attr.aria-label]': 'label()',
  },
})
export class LevelMeter {
  /** Root mean square, 0 to 1. */
  readonly level = input.required<number>();
  readonly label = input.required<string>();

  protected readonly bars = bars;
  protected readonly percent = computed(() => loudness(this.level()));
  protected readonly lit = computed(() => Math.round((this.percent() / 100) * bars.length));
}

/** Ears and meters are logarithmic. */
export function loudness(level: number): number {
  if (level <= 0) return 0;
  const decibels = 20 * Math.log10(level);
  return Math.round(Math.min(Math.max(1 - decibels / floorDecibels, 0), 1) * 100);
}
