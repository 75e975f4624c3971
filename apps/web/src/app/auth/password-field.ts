import { Component, computed, input, signal } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import { Control, Field, RevealButton } from '@parlour/ui/essentials';
import { fieldWords } from '../core/forms/field-words';

/** A password that can be looked at while it is typed. */
@Component({
  selector: 'parlour-password-field',
  imports: [Control, Field, FormField, RevealButton, TranslocoPipe],
  template: `
    <parlour-field [label]="label()" [hint]="hint()" [error]="error() | transloco">
      <input
        parlourControl
        [formField]="field()"
        [attr.type]="revealed() ? 'text' : 'password'"
        [attr.autocomplete]="autocomplete()"
        autocapitalize="none"
        spellcheck="false"
      />
      <parlour-reveal-button fieldSuffix [(revealed)]="revealed" [label]="'auth.fields.reveal' | transloco" />
      <ng-content ngProjectAs="[fieldNote]" />
    </parlour-field>
  `,
  styles: 'input { padding-right: var(--touch-target); }',
})
export class PasswordField {
  readonly field = input.required<FieldTree<string>>();
  readonly label = input.required<string>();
  /** The key of the sentence that says what is wanted here. */
  readonly rule = input('auth.rules.passwordGiven');
  readonly hint = input('');
  readonly autocomplete = input<'current-password' | 'new-password'>('current-password');

  protected readonly revealed = signal(false);
  protected readonly error = computed(() => fieldWords(this.field()(), this.rule()));
}
