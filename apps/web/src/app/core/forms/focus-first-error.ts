import type { FieldTree } from '@angular/forms/signals';

/** Brings the person to the first thing that is wrong. undefined, as a submission without an error of its own says. */
export function focusFirstError(form: FieldTree<unknown>): undefined {
  form().errorSummary()[0]?.fieldTree().focusBoundControl();
}
