import { type FieldTree, type TreeValidationResult } from '@angular/forms/signals';
import { type ApiFailure, type FailureCode } from '../api/api-failure';
import { kindOfCode } from './field-words';

/**
 * Puts what the server says on the field that it is about (by its code, or by the path of its first issue) and brings the
 * person there. null where no field is to blame.
 */
export function placeFailure<Name extends string>(
  { code, info }: ApiFailure,
  fields: Readonly<Record<Name, FieldTree<string>>>,
  byCode: Readonly<Partial<Record<FailureCode, NoInfer<Name>>>> = {},
): TreeValidationResult | null {
  const path = info.issues?.[0]?.path ?? '';
  const name = byCode[code] ?? (Object.keys(fields) as Name[]).find((known) => known === path);
  if (name === undefined) return null;
  const fieldTree: FieldTree<string> = fields[name];
  fieldTree().focusBoundControl();
  return { fieldTree, kind: kindOfCode(code) };
}
