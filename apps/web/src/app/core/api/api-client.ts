import { HttpClient, HttpContext, HttpContextToken, HttpErrorResponse } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { type Route, type RouteRequest, type RouteResponse, routeUrl } from '@parlour/contracts';
import { firstValueFrom } from 'rxjs';
import { ApiFailure } from './api-failure';

/** Set for requests that carry an access token; the interceptor of the session adds it. */
export const needsAccessToken = new HttpContextToken<boolean>(() => false);

/** After this the server counts as out of reach. Signing in is the slowest thing that it does, and takes well under 1 s. */
const timeoutMs = 20_000;

interface Parts {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
}

type Arguments<R extends Route> =
  unknown extends RouteRequest<R> ? [request?: undefined] : [request: RouteRequest<R>];

/** The HTTP API, typed by the contract: what goes in is compiled against it, what comes out is parsed by it. */
@Injectable({ providedIn: 'root' })
export class ApiClient {
  private readonly http = inject(HttpClient);

  /** Rejects with an {@link ApiFailure}, and with nothing else. */
  async call<R extends Route>(route: R, ...[request]: Arguments<R>): Promise<RouteResponse<R>> {
    const { params, query, body } = (request ?? {}) as Parts;
    const context = new HttpContext().set(needsAccessToken, route.auth === 'bearer');
    try {
      const answer = await firstValueFrom(
        this.http.request<unknown>(route.method, routeUrl(route, params, query), {
          body,
          context,
          timeout: timeoutMs,
        }),
      );
      return parseAnswer(route, answer);
    } catch (error) {
      throw error instanceof HttpErrorResponse ? ApiFailure.ofResponse(error) : ApiFailure.of(error);
    }
  }
}

function parseAnswer<R extends Route>(route: R, answer: unknown): RouteResponse<R> {
  return route.response?.parse(answer) as RouteResponse<R>;
}
