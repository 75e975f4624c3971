import { Directive, booleanAttribute, input } from '@angular/core';

export type ButtonVariant = 'primary' | 'outline' | 'quiet' | 'danger';

/** A button, or a link that looks like one. While `busy` it keeps its place and its words, and a thin bar moves. */
@Directive({
  selector: 'button[parlourButton], a[parlourButton]',
  host: {
    class: 'parlour-button',
    '[attr.data-variant]': 'variant()',
    '[attr.aria-busy]': 'busy() || null',
  },
})
export class Button {
  readonly variant = input<ButtonVariant>('primary');
  readonly busy = input(false, { transform: booleanAttribute });
}
