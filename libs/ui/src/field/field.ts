import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

let fields = 0;

/** A label, a control (an element with `parlourControl`), and a line below it: the error, or else the hint. */
@Component({
  selector: 'parlour-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <label class="label" [for]="controlId">{{ label() }}</label>
    <div class="box">
      <ng-content />
      <ng-content select="[fieldSuffix]" />
    </div>
    <ng-content select="[fieldNote]" />
    <p class="line" [id]="lineId" [class.error]="error()" aria-live="polite">{{ error() || hint() }}</p>
  `,
  styleUrl: './field.css',
})
export class Field {
  readonly label = input.required<string>();
  readonly hint = input<string>();
  readonly error = input<string | null>(null);

  readonly controlId = `field-${++fields}`;
  protected readonly lineId = `${this.controlId}-line`;
  readonly describedBy = computed(() => (this.error() || this.hint() ? this.lineId : null));
}
