import { Directive, inject } from '@angular/core';
import { Field } from './field';

/** The input or textarea of a {@link Field}: named by its label, described by its line, marked when it is wrong. */
@Directive({
  selector: 'input[parlourControl], textarea[parlourControl]',
  host: {
    class: 'parlour-control',
    '[id]': 'field.controlId',
    '[attr.aria-describedby]': 'field.describedBy()',
    '[attr.aria-invalid]': 'field.error() ? true : null',
  },
})
export class Control {
  protected readonly field = inject(Field);
}
