import { Injectable, inject } from '@angular/core';
import { type Route, type RouteRequest, type RouteResponse } from '@parlour/contracts';
import { Session } from '../session/session';
import { ApiFailure } from './api-failure';
import { type RequestParts, type RouteArguments, callRoute, parseContent } from './call-route';
import { type UploadOptions, type UploadRoute, sendUpload } from './send-upload';

type UploadRequest<R extends UploadRoute> = Omit<RouteRequest<R>, 'upload'> & { readonly upload: Blob };

/** The HTTP API, typed by the contract: what goes in is compiled against it, what comes out is parsed by it. */
@Injectable({ providedIn: 'root' })
export class ApiClient {
  private readonly session = inject(Session);

  /** Rejects with an {@link ApiFailure}, and with nothing else. */
  async call<R extends Route>(
    route: R & { readonly upload?: never },
    ...request: RouteArguments<R>
  ): Promise<RouteResponse<R>> {
    if (route.auth !== 'bearer') return callRoute<R>(route, null, ...request);
    return this.authorized((token) => callRoute<R>(route, token, ...request));
  }

  /**
   * Sends the file of the request, whose params and query go with it. Rejects with an {@link ApiFailure}, or with the reason
   * of the signal that gave it up.
   */
  async upload<R extends UploadRoute>(
    route: R,
    request: UploadRequest<R>,
    options: UploadOptions = {},
  ): Promise<RouteResponse<R>> {
    const { upload, ...address } = request as { readonly upload: Blob } & RequestParts;
    const content = await this.authorized((token) => sendUpload(route, token, upload, address, options));
    return parseContent<R>(route, content);
  }

  private async authorized<T>(work: (accessToken: string) => Promise<T>): Promise<T> {
    const token = await this.session.accessToken();
    try {
      return await work(token);
    } catch (error) {
      const { code } = ApiFailure.of(error);
      if (code === 'unauthenticated') this.session.end(code);
      if (code !== 'token_expired') throw error;
      // The clocks disagree, or the machine slept: once more with a new token.
      return work(await this.session.accessTokenAfter(token));
    }
  }
}
