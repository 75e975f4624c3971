import type * as z from 'zod';
import type { ErrorCode } from '../errors.js';

/** One HTTP route: where it is, what goes in, what comes out, and with which codes it can fail. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `:name` for each key of `params`. */
  readonly path: `/api/${string}`;
  readonly summary: string;
  readonly tag: 'auth' | 'account' | 'people' | 'rooms' | 'messages' | 'chats' | 'files' | 'calls' | 'health';
  /**
   * `bearer`: an access token. `cookie`: the refresh cookie. `file`: an access token, or the cookie that a browser sends by
   * itself for pictures, videos and downloads, and only there.
   */
  readonly auth: 'none' | 'bearer' | 'cookie' | 'file';
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** The body is the bytes of a file, of one of these types. `streamed`: it goes to the storage while it comes. */
  readonly upload?: {
    readonly types: readonly string[];
    readonly maxBytes: number;
    readonly streamed?: true;
  };
  readonly status: 200 | 201 | 204;
  /** Absent where the status is 204, and where the answer is a file. */
  readonly response?: z.ZodType;
  /** The answer is a file of this type. */
  readonly produces?: string;
  /** Of that file, a range may be asked for too (RFC 9110 section 14). */
  readonly ranges?: true;
  /** Its own. Those that any request of its kind can meet (no token, too large, no database) go without saying. */
  readonly errors: readonly ErrorCode[];
}

export const route = <const R extends Route>(definition: R): R => definition;

type In<R extends Route, K extends 'params' | 'query' | 'body'> = R[K] extends z.ZodType
  ? { readonly [P in K]: z.input<R[K]> }
  : unknown;

/** What a client gives to call a route: exactly its params, query and body, as far as it has them. */
export type RouteRequest<R extends Route> = In<R, 'params'> &
  In<R, 'query'> &
  In<R, 'body'> &
  (R['upload'] extends object ? { readonly upload: Blob | Uint8Array<ArrayBuffer> } : unknown);
/** What a route answers with; undefined where the status is 204. */
export type RouteResponse<R extends Route> = R['response'] extends z.ZodType
  ? z.output<R['response']>
  : undefined;

/** A route's address with its params filled in and escaped, and its query appended. */
export function routeUrl(
  { path }: Pick<Route, 'path'>,
  params: Readonly<Record<string, string>> = {},
  query: Readonly<Record<string, string | number | boolean | undefined>> = {},
): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${path} needs ${name}`);
    return encodeURIComponent(value);
  });
  const search = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`],
  );
  return search.length > 0 ? `${filled}?${search.join('&')}` : filled;
}
