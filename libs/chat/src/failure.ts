import { type Failure } from './ports';

/** Anything thrown, as a failure: what does not say what it is will not pass by waiting. */
export function failureOf(error: unknown): Failure {
  if (typeof error === 'object' && error !== null && 'code' in error && 'isPassing' in error) {
    return { info: {}, ...error } as Failure;
  }
  return { code: 'internal', isPassing: false, info: {} };
}
