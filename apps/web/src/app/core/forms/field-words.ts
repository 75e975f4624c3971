import { type FieldState } from '@angular/forms/signals';
import { type ErrorCode } from '@parlour/contracts';

/** The kind of a form error that stands for a code of the server, and back. */
export const kindOfCode = (code: ErrorCode | 'offline'): string => `code:${code}`;
const codeOfKind = (kind: string): string | null => (kind.startsWith('code:') ? kind.slice(5) : null);

/** The contract's schemas name one of our codes as the message of some issues: `text_malformed`. */
const isCode = (message: string | undefined): message is string => /^[a-z]+(_[a-z]+)+$/.test(message ?? '');

/**
 * The key of the words for what is wrong with a field: none until somebody has left it or tried to send it.
 * `rule` is the key of the sentence that says what the contract's schema wants here.
 */
export function fieldWords(field: FieldState<unknown>, rule: string): string | null {
  const [error] = field.touched() ? field.errors() : [];
  if (!error) return null;
  const code = codeOfKind(error.kind) ?? (isCode(error.message) ? error.message : null);
  return code ? `errors.${code}` : rule;
}
