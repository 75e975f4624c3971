import { Component, computed, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import { Control, Field } from '@parlour/ui/essentials';
import { fieldWords } from '../core/forms/field-words';

/** A username or an e-mail address: what must be typed to the letter, so that no keyboard may correct it. */
@Component({
  selector: 'parlour-exact-field',
  imports: [Control, Field, FormField, TranslocoPipe],
  template: `
    <parlour-field [label]="label()" [hint]="hint()" [error]="error() | transloco">
      <input
        parlourControl
        [formField]="field()"
        [attr.type]="kind() === 'email' ? 'email' : 'text'"
        [attr.autocomplete]="kind()"
        autocapitalize="none"
        spellcheck="false"
      />
    </parlour-field>
  `,
})
export class ExactField {
  readonly field = input.required<FieldTree<string>>();
  readonly label = input.required<string>();
  /** The key of the sentence that says what is wanted here. */
  readonly rule = input.required<string>();
  readonly hint = input('');
  /** What the browser may offer. */
  readonly kind = input<'username' | 'email'>('username');

  protected readonly error = computed(() => fieldWords(this.field()(), this.rule()));
}
