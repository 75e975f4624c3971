import { type ErrorCode, type ErrorInfo } from '@parlour/contracts';

/** `offline`: the server could not be reached, or did not answer in time. Whether it did what was asked is unknown. */
export type FailureCode = ErrorCode | 'offline';
export type FailureInfo = Omit<ErrorInfo, 'code' | 'message'>;

/** Why a call to the server failed. Programs branch on `code`; the words for it are in the translations. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';

  constructor(
    readonly code: FailureCode,
    readonly info: FailureInfo = {},
  ) {
    super(code);
  }

  static offline(): ApiFailure {
    return new ApiFailure('offline');
  }

  /** Anything thrown, as one of ours: what we do not know is our own fault. */
  static of(error: unknown): ApiFailure {
    return error instanceof ApiFailure ? error : new ApiFailure('internal');
  }

  /** Whether the same call may well succeed a little later. */
  get isPassing(): boolean {
    return this.code === 'offline' || this.code === 'unavailable' || this.code === 'rate_limited';
  }
}
