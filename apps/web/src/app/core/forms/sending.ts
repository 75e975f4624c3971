import { type FieldTree, type TreeValidationResult } from '@angular/forms/signals';
import { signal } from '@angular/core';
import { ApiFailure, type FailureCode } from '../api/api-failure';
import { placeFailure } from './place-failure';

/** How a form is sent: what the server says against it is put on its field, or kept as `failure`. */
export class Sending {
  private readonly trouble = signal<ApiFailure | null>(null);

  /** Why the last attempt failed, where no single field is to blame. */
  readonly failure = this.trouble.asReadonly();

  /** What the action of a submission answers. Never rejects. `fields` and `byCode` are those of {@link placeFailure}. */
  async send<Name extends string>(
    action: () => Promise<void>,
    fields: Readonly<Record<Name, FieldTree<string>>>,
    byCode: Readonly<Partial<Record<FailureCode, NoInfer<Name>>>> = {},
  ): Promise<TreeValidationResult> {
    this.trouble.set(null);
    try {
      await action();
      return undefined;
    } catch (error) {
      const failure = ApiFailure.of(error);
      const placed = placeFailure(failure, fields, byCode);
      if (!placed) this.trouble.set(failure);
      return placed ?? undefined;
    }
  }
}
