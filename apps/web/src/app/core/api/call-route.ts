import { type Route, type RouteRequest, type RouteResponse, routeUrl } from '@parlour/contracts';
import { ApiFailure } from './api-failure';
import { failureOfAnswer } from './failure-of';

/** After this the server counts as out of reach. Signing in is the slowest thing that it does, and takes well under 1 s. */
const timeoutMs = 20_000;

/** What fills in the address of a route. */
export interface RequestParts {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
}
type Parts = RequestParts & { readonly body?: unknown };

/** Nothing, for a route that takes nothing. */
export type RouteArguments<R extends Route> =
  unknown extends RouteRequest<R> ? [request?: undefined] : [request: RouteRequest<R>];

/** One HTTP call, typed and parsed by the contract. Rejects with an {@link ApiFailure}, and with nothing else. */
export async function callRoute<R extends Route>(
  route: R,
  accessToken: string | null,
  ...[request]: RouteArguments<R>
): Promise<RouteResponse<R>> {
  const { params, query, body } = (request ?? {}) as Parts;
  const answer = await fetch(routeUrl(route, params, query), {
    method: route.method,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(accessToken === null ? {} : { authorization: `Bearer ${accessToken}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(timeoutMs),
  }).catch(() => {
    throw ApiFailure.offline();
  });
  const content: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) throw failureOfAnswer(answer.status, content);
  return parseContent(route, content);
}

/** The content of an answer as its route says it is. Throws an {@link ApiFailure} where it is not. */
export function parseContent<R extends Route>({ response }: R, content: unknown): RouteResponse<R> {
  const parsed = response?.safeParse(content);
  if (parsed?.success === false) throw new ApiFailure('internal');
  return parsed?.data as RouteResponse<R>;
}
