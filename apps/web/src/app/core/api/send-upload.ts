import { type Route, routeUrl } from '@parlour/contracts';
import { ApiFailure } from './api-failure';
import { type RequestParts } from './call-route';
import { failureOfAnswer } from './failure-of';

/** For the answer; and for the bytes, over a link of an eighth of a megabit a second. */
const answerMs = 60_000;
const slowestBytesPerMs = 16;

export interface UploadOptions {
  /** How much has been sent, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Gives up; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** A route that takes the bytes of a file. */
export type UploadRoute = Route & { readonly upload: object };

/**
 * Sends a file and resolves with the parsed JSON of the answer. Its type is what it says it is, unless the route takes any.
 * `fetch` does not tell how far an upload has come: this is what XMLHttpRequest is still for. Rejects with an
 * {@link ApiFailure}, or when given up.
 */
export function sendUpload(
  route: UploadRoute,
  accessToken: string,
  file: Blob,
  { params, query }: RequestParts,
  { onProgress, signal }: UploadOptions,
): Promise<unknown> {
  return new Promise((resolve, reject: (reason: unknown) => void) => {
    signal?.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open(route.method, routeUrl(route, params, query));
    request.timeout = answerMs + file.size / slowestBytesPerMs;
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', typeOf(file, route));
    request.setRequestHeader('authorization', `Bearer ${accessToken}`);
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const content = contentOf(request);
      if (request.status < 400) resolve(content);
      else reject(failureOfAnswer(request.status, content));
    };
    request.onerror = request.ontimeout = () => reject(ApiFailure.offline());
    request.onabort = () => reject(signal?.reason);
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

function contentOf({ responseText }: XMLHttpRequest): unknown {
  try {
    return JSON.parse(responseText);
  } catch {
    return undefined;
  }
}

/** A route of one type takes whatever it is given as that. */
const typeOf = ({ type }: Blob, { upload }: Route): string =>
  upload?.types.length === 1 ? (upload.types[0] ?? type) : type;
