import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';

/**
 * A round button of the call. A toggle says whether it is on: off is filled red, so that a mute is seen from across
 * the room. Its `label` is its name and stays the same; the `hint` says what a press does.
 */
@Component({
  selector: 'button[parlourCallButton]',
  hostDirectives: [{ directive: MatTooltip, inputs: ['matTooltip: hint'] }],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<ng-content />`,
  styleUrl: './call-button.css',
  host: {
    type: 'button',
    '[attr.aria-label]': 'label()',
    '[attr.aria-pressed]': 'pressed()',
    '[attr.data-look]': 'look()',
  },
})
export class CallButton {
  protected readonly tooltip = inject(MatTooltip);

  readonly label = input.required<string>();
  /** Null for what is no toggle. */
  readonly pressed = input<boolean | null>(null);
  /** `device`: red while off. `panel`: tinted while open. `leave`: always red. */
  readonly look = input<'device' | 'panel' | 'leave'>('device');

  constructor() {
    this.tooltip.position = 'above';
  }
}
