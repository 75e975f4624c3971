import { type Route, routeUrl } from '@parlour/contracts';
import { ApiFailure } from './api-failure';
import { failureOfAnswer } from './failure-of';

/** 5 MB over a link of half a megabit a second take 80 s. */
const timeoutMs = 180_000;

export interface UploadOptions {
  /** How much has been sent, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Gives up; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** A route that takes the bytes of a file, and no address of its own. */
export type UploadRoute = Route & { readonly upload: object; readonly params?: undefined };

/**
 * Sends a file, of the type that it says it is, and resolves with the parsed JSON of the answer. `fetch` does not tell how
 * far an upload has come: this is what XMLHttpRequest is still for. Rejects with an {@link ApiFailure}, or when given up.
 */
export function sendUpload(
  route: UploadRoute,
  accessToken: string,
  file: Blob,
  { onProgress, signal }: UploadOptions,
): Promise<unknown> {
  return new Promise((resolve, reject: (reason: unknown) => void) => {
    signal?.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open(route.method, routeUrl(route));
    request.timeout = timeoutMs;
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', file.type);
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
