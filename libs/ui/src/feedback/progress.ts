import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** How far something has come: a bar, and the percentage. */
@Component({
  selector: 'parlour-progress',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <progress max="1" [value]="share()" [attr.aria-label]="label()"></progress>
    <span class="percent tabular" aria-hidden="true">{{ percent() }} %</span>
  `,
  styleUrl: './progress.css',
})
export class Progress {
  /** From 0 to 1. */
  readonly share = input.required<number>();
  readonly label = input.required<string>();

  protected readonly percent = computed(() => Math.round(this.share() * 100));
}
