import { type Signal, signal } from '@angular/core';

/** A schema of the contract for a form that stands before the contract is there. */
export interface ContractSchema<T> {
  /** undefined until it is there: then the form takes everything, and the server judges. */
  readonly schema: Signal<T | undefined>;
  /** Fetches it, once; to be called when the form is first touched, and before it is sent. Never rejects. */
  fetch(): Promise<void>;
}

export function contractSchema<T>(load: () => Promise<T>): ContractSchema<T> {
  const schema = signal<T | undefined>(undefined);
  let fetching: Promise<void> | null = null;
  const fetch = () =>
    (fetching ??= load().then(
      (loaded) => schema.set(loaded),
      () => {
        fetching = null; // out of reach: the next touch tries again
      },
    ));
  return { schema: schema.asReadonly(), fetch };
}
