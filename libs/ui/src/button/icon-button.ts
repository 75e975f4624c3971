import { Directive, inject } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';

/** A button of one icon. Its `label` is its name for those who listen, and its tooltip for those who look. */
@Directive({
  selector: 'button[parlourIconButton], a[parlourIconButton]',
  hostDirectives: [
    { directive: MatTooltip, inputs: ['matTooltip: label', 'matTooltipPosition: tooltipPosition'] },
  ],
  host: { class: 'parlour-icon-button', '[attr.aria-label]': 'tooltip.message' },
})
export class IconButton {
  protected readonly tooltip = inject(MatTooltip);
}
