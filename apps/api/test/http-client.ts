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
  /** These win over those that the client sets by itself, as the content type of an upload. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer<R extends Route> {
  readonly status: number;
  readonly headers: Headers;
  /** What the route answers with when it succeeds. */
  readonly body: RouteResponse<R>;
  /** What it answers with when it fails. */
  readonly problem: ProblemDetails;
  /** The body as it came: of a route that produces a file. */
  readonly bytes: Buffer;
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
  readonly upload?: Uint8Array<ArrayBuffer>;
}

/** Calls routes of the contract over real HTTP. */
export const httpClient =
  (baseUrl: string): HttpClient =>
  async <R extends Route>(route: R, request?: RouteRequest<R>, credentials: Credentials = {}) => {
    const { params, query, ...rest } = (request ?? {}) as LooseRequest;
    const content = contentOf(route, rest);
    const response = await fetch(baseUrl + routeUrl(route, params, query), {
      method: route.method,
      headers: {
        ...(content && { 'content-type': content.type }),
        ...(credentials.token === undefined ? {} : { authorization: `Bearer ${credentials.token}` }),
        ...(credentials.cookie === undefined ? {} : { cookie: credentials.cookie }),
        ...credentials.headers,
      },
      ...(content && { body: content.body }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
    const parsed: unknown = isJson ? JSON.parse(bytes.toString()) : undefined;
    return {
      status: response.status,
      headers: response.headers,
      body: parsed as RouteResponse<R>,
      problem: parsed as ProblemDetails,
      bytes,
      cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? null,
    };
  };

function contentOf(
  { upload: file }: Route,
  { body, upload }: LooseRequest,
): { type: string; body: string | Uint8Array<ArrayBuffer> } | undefined {
  if (upload !== undefined) return { type: file?.types[0] ?? '', body: upload };
  return body === undefined ? undefined : { type: 'application/json', body: JSON.stringify(body) };
}
