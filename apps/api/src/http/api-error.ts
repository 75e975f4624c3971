import { type ErrorCode, errorCatalog, type ErrorInfo } from '@parlour/contracts';

export type ErrorDetails = Pick<ErrorInfo, 'issues' | 'advice' | 'retryAfterSeconds'>;

/** A refusal with a code of the contract. Services throw it; the doors make problem details or an error ack of it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
  ) {
    super(errorCatalog[code].message);
  }

  get status(): number {
    return errorCatalog[this.code].status;
  }

  toInfo(): ErrorInfo {
    return { code: this.code, message: this.message, ...this.details };
  }
}
