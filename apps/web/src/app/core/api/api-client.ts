import { Injectable, inject } from '@angular/core';
import { type Route, type RouteResponse } from '@parlour/contracts';
import { Session } from '../session/session';
import { ApiFailure } from './api-failure';
import { type RouteArguments, callRoute } from './call-route';

/** The HTTP API, typed by the contract: what goes in is compiled against it, what comes out is parsed by it. */
@Injectable({ providedIn: 'root' })
export class ApiClient {
  private readonly session = inject(Session);

  /** Rejects with an {@link ApiFailure}, and with nothing else. */
  async call<R extends Route>(route: R, ...request: RouteArguments<R>): Promise<RouteResponse<R>> {
    if (route.auth !== 'bearer') return callRoute(route, null, ...request);
    const token = await this.session.accessToken();
    try {
      return await callRoute(route, token, ...request);
    } catch (error) {
      const { code } = ApiFailure.of(error);
      if (code === 'unauthenticated') this.session.end(code);
      if (code !== 'token_expired') throw error;
      // The clocks disagree, or the machine slept: once more with a new token.
      return callRoute(route, await this.session.accessTokenAfter(token), ...request);
    }
  }
}
