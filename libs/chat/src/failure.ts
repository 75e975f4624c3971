import { type Failure } from './ports';

/** Anything thrown, as a failure: what does not say what it is will not pass by waiting. */
export function failureOf(error: unknown): Failure {
  if (typeof error === 'object' && error !== null && 'code' in error && 'isPassing' in error) {
    // Read, not spread: an error of a class has its getters on the prototype.
    const { code, isPassing, info = {} } = error as Omit<Failure, 'info'> & Partial<Failure>;
    return { code, isPassing, info };
  }
  return { code: 'internal', isPassing: false, info: {} };
}
