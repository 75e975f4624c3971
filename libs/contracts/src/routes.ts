import type * as z from 'zod';
import { logInRequest, registerRequest, session } from './auth.js';
import type { ErrorCode } from './errors.js';
import { liveness, readiness } from './health.js';
import { chatParams, historyQuery, messagePage, messageSent, postMessageRequest } from './messages.js';
import {
  createRoomRequest,
  listMembersQuery,
  listRoomsQuery,
  memberPage,
  room,
  roomMember,
  roomMemberParams,
  roomPage,
  roomParams,
} from './rooms.js';
import { selfUser } from './users.js';

/** One HTTP route: where it is, what goes in, what comes out, and with which codes it can fail. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `:name` for each key of `params`. */
  readonly path: `/api/${string}`;
  readonly summary: string;
  readonly tag: 'auth' | 'rooms' | 'messages' | 'health';
  /** `bearer`: an access token. `cookie`: the refresh cookie. */
  readonly auth: 'none' | 'bearer' | 'cookie';
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly status: 200 | 201 | 204;
  /** Absent where the status is 204. */
  readonly response?: z.ZodType;
  readonly errors: readonly ErrorCode[];
}

const route = <const R extends Route>(definition: R): R => definition;

export const routes = {
  register: route({
    method: 'POST',
    path: '/api/auth/register',
    summary: 'Create an account and sign in',
    tag: 'auth',
    auth: 'none',
    body: registerRequest,
    status: 201,
    response: session,
    errors: ['invalid_input', 'weak_password', 'username_taken', 'registration_refused', 'rate_limited'],
  }),
  logIn: route({
    method: 'POST',
    path: '/api/auth/log-in',
    summary: 'Sign in by username or e-mail address',
    tag: 'auth',
    auth: 'none',
    body: logInRequest,
    status: 200,
    response: session,
    errors: ['invalid_input', 'invalid_credentials', 'rate_limited'],
  }),
  refresh: route({
    method: 'POST',
    path: '/api/auth/refresh',
    summary: 'Trade the refresh cookie for a new access token and a new cookie',
    tag: 'auth',
    auth: 'cookie',
    status: 200,
    response: session,
    errors: ['unauthenticated', 'refresh_expired', 'refresh_reused', 'rate_limited'],
  }),
  logOut: route({
    method: 'POST',
    path: '/api/auth/log-out',
    summary: 'End this session, close its sockets, clear the cookie',
    tag: 'auth',
    auth: 'cookie',
    status: 204,
    errors: [],
  }),
  logOutEverywhere: route({
    method: 'POST',
    path: '/api/auth/log-out-everywhere',
    summary: 'End every session of this account and close all its sockets',
    tag: 'auth',
    auth: 'bearer',
    status: 204,
    errors: ['unauthenticated', 'token_expired'],
  }),
  me: route({
    method: 'GET',
    path: '/api/auth/me',
    summary: 'Who I am',
    tag: 'auth',
    auth: 'bearer',
    status: 200,
    response: selfUser,
    errors: ['unauthenticated', 'token_expired'],
  }),
  createRoom: route({
    method: 'POST',
    path: '/api/rooms',
    summary: 'Open a room; its slug is made from the title',
    tag: 'rooms',
    auth: 'bearer',
    body: createRoomRequest,
    status: 201,
    response: room,
    errors: ['invalid_input', 'text_malformed', 'unauthenticated', 'token_expired', 'rate_limited'],
  }),
  listRooms: route({
    method: 'GET',
    path: '/api/rooms',
    summary: 'My rooms, or the public rooms, newest first, with who is live in each',
    tag: 'rooms',
    auth: 'bearer',
    query: listRoomsQuery,
    status: 200,
    response: roomPage,
    errors: ['invalid_input', 'unauthenticated', 'token_expired'],
  }),
  getRoom: route({
    method: 'GET',
    path: '/api/rooms/:slug',
    summary: 'One room. A private room does not exist for those who are not in it',
    tag: 'rooms',
    auth: 'bearer',
    params: roomParams,
    status: 200,
    response: room,
    errors: ['room_not_found', 'unauthenticated', 'token_expired'],
  }),
  joinRoom: route({
    method: 'POST',
    path: '/api/rooms/:slug/join',
    summary: 'Become a member of a public room. Joining again changes nothing',
    tag: 'rooms',
    auth: 'bearer',
    params: roomParams,
    status: 200,
    response: room,
    errors: ['room_not_found', 'unauthenticated', 'token_expired'],
  }),
  leaveRoom: route({
    method: 'POST',
    path: '/api/rooms/:slug/leave',
    summary:
      'Leave a room. An owner who leaves hands it to the member of longest standing; the last one to leave closes it for good',
    tag: 'rooms',
    auth: 'bearer',
    params: roomParams,
    status: 204,
    errors: ['room_not_found', 'not_a_member', 'unauthenticated', 'token_expired'],
  }),
  listMembers: route({
    method: 'GET',
    path: '/api/rooms/:slug/members',
    summary: 'The members of a room, for its members',
    tag: 'rooms',
    auth: 'bearer',
    params: roomParams,
    query: listMembersQuery,
    status: 200,
    response: memberPage,
    errors: ['invalid_input', 'room_not_found', 'not_a_member', 'unauthenticated', 'token_expired'],
  }),
  addMember: route({
    method: 'PUT',
    path: '/api/rooms/:slug/members/:username',
    summary: 'The owner brings somebody into the room. Adding again changes nothing',
    tag: 'rooms',
    auth: 'bearer',
    params: roomMemberParams,
    status: 200,
    response: roomMember,
    errors: ['room_not_found', 'user_not_found', 'not_the_owner', 'unauthenticated', 'token_expired'],
  }),
  removeMember: route({
    method: 'DELETE',
    path: '/api/rooms/:slug/members/:username',
    summary: 'The owner removes somebody, who loses the chat and the call at once',
    tag: 'rooms',
    auth: 'bearer',
    params: roomMemberParams,
    status: 204,
    errors: [
      'room_not_found',
      'user_not_found',
      'not_the_owner',
      'forbidden',
      'unauthenticated',
      'token_expired',
    ],
  }),
  postMessage: route({
    method: 'POST',
    path: '/api/chats/:chatId/messages',
    summary: 'Send a message. The same clientMessageId again answers with the first',
    tag: 'messages',
    auth: 'bearer',
    params: chatParams,
    body: postMessageRequest,
    status: 201,
    response: messageSent,
    errors: [
      'invalid_input',
      'message_empty',
      'message_too_long',
      'text_malformed',
      'chat_not_found',
      'message_id_conflict',
      'rate_limited',
      'unavailable',
      'unauthenticated',
      'token_expired',
    ],
  }),
  listMessages: route({
    method: 'GET',
    path: '/api/chats/:chatId/messages',
    summary: 'History, newest first, by keyset',
    tag: 'messages',
    auth: 'bearer',
    params: chatParams,
    query: historyQuery,
    status: 200,
    response: messagePage,
    errors: ['invalid_input', 'chat_not_found', 'unauthenticated', 'token_expired'],
  }),
  live: route({
    method: 'GET',
    path: '/api/health/live',
    summary: 'The process answers',
    tag: 'health',
    auth: 'none',
    status: 200,
    response: liveness,
    errors: [],
  }),
  ready: route({
    method: 'GET',
    path: '/api/health/ready',
    summary: 'The database answers too',
    tag: 'health',
    auth: 'none',
    status: 200,
    response: readiness,
    errors: ['unavailable'],
  }),
} as const;

type In<R extends Route, K extends 'params' | 'query' | 'body'> = R[K] extends z.ZodType
  ? { readonly [P in K]: z.input<R[K]> }
  : unknown;

/** What a client gives to call a route: exactly its params, query and body, as far as it has them. */
export type RouteRequest<R extends Route> = In<R, 'params'> & In<R, 'query'> & In<R, 'body'>;
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
