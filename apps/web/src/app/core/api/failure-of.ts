import { errorInfo, problemDetails } from '@parlour/contracts';
import { ApiFailure } from './api-failure';

/** The error of a socket acknowledgement, or of a refused handshake. */
export function failureOfInfo(value: unknown): ApiFailure {
  const { data } = errorInfo.safeParse(value);
  return data ? new ApiFailure(data.code, data) : new ApiFailure('internal');
}

/** A proxy in between answers with its own pages: what has no problem details is judged by its status. */
export function failureOfAnswer(status: number, body: unknown): ApiFailure {
  const { data } = problemDetails.safeParse(body);
  if (data) return new ApiFailure(data.code, data);
  if (status === 429) return new ApiFailure('rate_limited');
  return new ApiFailure(status >= 502 && status <= 504 ? 'unavailable' : 'internal');
}
