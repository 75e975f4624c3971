import { type HttpErrorResponse } from '@angular/common/http';
import { errorInfo, type ErrorCode, type ErrorInfo, isErrorCode, problemDetails } from '@parlour/contracts';

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

  /** The error of a socket acknowledgement, or of a refused handshake. */
  static ofInfo(value: unknown): ApiFailure {
    const { data } = errorInfo.safeParse(value);
    return data ? new ApiFailure(data.code, data) : new ApiFailure('internal');
  }

  /** A proxy in between answers with its own pages: what has no problem details is judged by its status. */
  static ofResponse({ status, error }: Pick<HttpErrorResponse, 'status' | 'error'>): ApiFailure {
    if (status === 0) return ApiFailure.offline();
    const { data } = problemDetails.safeParse(error);
    if (data) return new ApiFailure(data.code, data);
    return new ApiFailure(status === 429 ? 'rate_limited' : status >= 502 ? 'unavailable' : 'internal');
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

/** The code of a field's issue, where it is one of ours. */
export const codeOfIssue = (code: string): ErrorCode | null => (isErrorCode(code) ? code : null);
