import { ChangeDetectionStrategy, Component, booleanAttribute, computed, input } from '@angular/core';

/** A small number that asks to be looked at. Silent to listeners: what it counts stands beside it in words. */
@Component({
  selector: 'parlour-count-badge',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `{{ shown() }}`,
  styleUrl: './count-badge.css',
  host: { 'aria-hidden': 'true', class: 'tabular', '[class.quiet]': 'quiet()' },
})
export class CountBadge {
  readonly count = input.required<number>();
  /** More than this is `99+`. */
  readonly max = input(99);
  /** Dim: it is there for who looks, and asks nobody to. */
  readonly quiet = input(false, { transform: booleanAttribute });

  protected readonly shown = computed(() =>
    this.count() > this.max() ? `${this.max()}+` : String(this.count()),
  );
}
