import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { type MatMenuPanel, MatMenuTrigger } from '@angular/material/menu';
import { MatTooltip } from '@angular/material/tooltip';

/**
 * A round button of the call. A toggle says whether it is on: off is filled red, so that a mute is seen from across
 * the room. Its `label` is its name and stays the same; the `hint` says what a press does.
 */
@Component({
  selector: 'parlour-call-button',
  imports: [MatMenuTrigger, MatTooltip, NgTemplateOutlet],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-template #face><ng-content /></ng-template>
    @if (menu(); as panel) {
      <button
        type="button"
        matTooltipPosition="above"
        [matTooltip]="hint()"
        [matMenuTriggerFor]="panel"
        [attr.aria-label]="label()"
        [attr.data-look]="look()"
      >
        <ng-container [ngTemplateOutlet]="face" />
      </button>
    } @else {
      <button
        type="button"
        matTooltipPosition="above"
        [matTooltip]="hint()"
        [attr.aria-label]="label()"
        [attr.aria-pressed]="pressed()"
        [attr.aria-expanded]="expanded()"
        [attr.aria-keyshortcuts]="keys()"
        [attr.data-look]="look()"
      >
        <ng-container [ngTemplateOutlet]="face" />
      </button>
    }
  `,
  styleUrl: './call-button.css',
})
export class CallButton {
  readonly label = input.required<string>();
  readonly hint = input.required<string>();
  /** Null for what is no toggle. */
  readonly pressed = input<boolean | null>(null);
  /** Null for what opens nothing. */
  readonly expanded = input<boolean | null>(null);
  /** What it opens. */
  readonly menu = input<MatMenuPanel | null>(null);
  /** `device`: red while off. `panel`: tinted while open. `active`: always tinted. `leave`: always red. */
  readonly look = input<'device' | 'panel' | 'active' | 'leave'>('device');
  /** Its keyboard shortcut, in the form of `aria-keyshortcuts`. */
  readonly keys = input<string | null>(null);
}
