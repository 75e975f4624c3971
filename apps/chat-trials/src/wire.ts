import { type Failure, type FailureCode, type Clock } from '@parlour/chat';
import {
  type ErrorInfo,
  type ProblemDetails,
  type Route,
  type RouteRequest,
  type RouteResponse,
  routeUrl,
} from '@parlour/contracts';

/** An outage may last as long as a start of the server takes; nobody waits longer for one answer. */
const answerTimeoutMs = 10_000;
const passing: readonly FailureCode[] = ['offline', 'unavailable', 'rate_limited', 'token_expired'];

export class TrialFailure extends Error implements Failure {
  readonly isPassing: boolean;

  constructor(
    readonly code: FailureCode,
    readonly info: Failure['info'] = {},
  ) {
    super(code);
    this.isPassing = passing.includes(code);
  }

  static of({ code, retryAfterSeconds }: Pick<ErrorInfo, 'code' | 'retryAfterSeconds'>): TrialFailure {
    return new TrialFailure(code, { retryAfterSeconds });
  }
}

export interface Caller {
  readonly url: string;
  readonly token?: string;
  readonly clock: Clock;
}

interface LooseRequest {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string | number>;
  readonly body?: unknown;
}

/** Calls a route of the contract over real HTTP. Rejects with a {@link TrialFailure}; no answer is `offline`. */
export async function call<R extends Route>(
  route: R,
  request: RouteRequest<R>,
  caller: Caller,
): Promise<RouteResponse<R>> {
  const { params, query, body } = request as LooseRequest;
  const { status, json } = await answer(caller, routeUrl(route, params, query), {
    method: route.method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(caller.token !== undefined && { authorization: `Bearer ${caller.token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (status !== route.status) throw TrialFailure.of(json as ProblemDetails);
  return route.response?.parse(json) as RouteResponse<R>;
}

async function answer({ url, clock }: Caller, path: string, init: RequestInit) {
  const timeout = new AbortController();
  const cancel = clock.schedule(answerTimeoutMs, () => timeout.abort());
  try {
    const response = await fetch(url + path, { ...init, signal: timeout.signal });
    const text = await response.text();
    return { status: response.status, json: text === '' ? undefined : (JSON.parse(text) as unknown) };
  } catch {
    throw new TrialFailure('offline');
  } finally {
    cancel();
  }
}

/** What settles first: the answer, or the end of patience. */
export function inTime<T>(clock: Clock, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.schedule(answerTimeoutMs, () => reject(new TrialFailure('offline')));
    work.then(resolve, reject).finally(cancel);
  });
}
