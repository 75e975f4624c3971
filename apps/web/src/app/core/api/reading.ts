import { type ApiFailure, type FailureCode } from './api-failure';

/** How far something is that is read from the server. */
export type Reading<T = unknown> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: ApiFailure }
  | ({ readonly kind: 'ready' } & Readonly<T>);

/** The same for what an address names: it may not be there, or not for us. */
export type Finding<T> = Reading<T> | { readonly kind: 'not-found' };

/** `nowhere` is the code for what is not there; what cannot be an address at all leads nowhere too. */
export function notFoundOrFailed(failure: ApiFailure, nowhere: FailureCode): Finding<never> {
  const isNowhere = failure.code === nowhere || failure.code === 'invalid_input';
  return isNowhere ? { kind: 'not-found' } : { kind: 'failed', failure };
}
