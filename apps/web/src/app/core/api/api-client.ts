import { Injectable, inject } from '@angular/core';
import { type Route, type RouteResponse } from '@parlour/contracts';
import { Session } from '../session/session';
import { ApiFailure } from './api-failure';
import { type RouteArguments, callRoute, parseContent } from './call-route';
import { type UploadOptions, type UploadRoute, sendUpload } from './send-upload';

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

  /** Sends a file. Rejects with an {@link ApiFailure}, or with the reason of the signal that gave it up. */
  async upload<R extends UploadRoute>(
    route: R,
    file: Blob,
    options: UploadOptions = {},
  ): Promise<RouteResponse<R>> {
    const content = await this.authorized((token) => sendUpload(route, token, file, options));
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
