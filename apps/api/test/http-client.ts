import {
  type ProblemDetails,
  type Route,
  type RouteRequest,
  type RouteResponse,
  routeUrl,
} from '@parlour/contracts';

export interface Credentials {
  readonly token?: string;
  /** `name=value` pairs. */
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer<R extends Route> {
  readonly status: number;
  readonly headers: Headers;
  /** What the route answers with when it succeeds. */
  readonly body: RouteResponse<R>;
  /** What it answers with when it fails. */
  readonly problem: ProblemDetails;
  /** `name=value` of the first cookie that the answer sets. */
  readonly cookie: string | null;
}

export type HttpClient = <R extends Route>(
  route: R,
  request?: RouteRequest<R>,
  credentials?: Credentials,
) => Promise<Answer<R>>;

interface LooseRequest {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string | number | boolean | undefined>;
  readonly body?: unknown;
}

/** Calls routes of the contract over real HTTP. */
export const httpClient =
  (baseUrl: string): HttpClient =>
  async <R extends Route>(route: R, request?: RouteRequest<R>, credentials: Credentials = {}) => {
    const { params, query, body } = (request ?? {}) as LooseRequest;
    const response = await fetch(baseUrl + routeUrl(route, params, query), {
      method: route.method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(credentials.token === undefined ? {} : { authorization: `Bearer ${credentials.token}` }),
        ...(credentials.cookie === undefined ? {} : { cookie: credentials.cookie }),
        ...credentials.headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed: unknown = text === '' ? undefined : JSON.parse(text);
    return {
      status: response.status,
      headers: response.headers,
      body: parsed as RouteResponse<R>,
      problem: parsed as ProblemDetails,
      cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? null,
    };
  };
