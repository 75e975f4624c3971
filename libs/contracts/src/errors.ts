import * as z from 'zod';

/**
 * Every error that the API can answer with: its HTTP status and an English sentence for people who read the wire.
 * The code is stable and is what programs branch on; the web app has its own words for each, in every language.
 */
export const errorCatalog = {
  invalid_input: { status: 400, message: 'The input does not have the expected form.' },
  message_empty: { status: 400, message: 'A message needs at least one visible character.' },
  message_too_long: { status: 400, message: 'A message has at most 4,000 characters.' },
  text_malformed: { status: 400, message: 'The text contains characters that cannot be stored.' },
  not_an_emoji: { status: 400, message: 'A reaction is one emoji.' },
  search_invalid: { status: 400, message: 'This search cannot be understood.' },
  file_empty: { status: 400, message: 'This file is empty.' },
  file_name_invalid: { status: 400, message: 'A file name is one line without slashes.' },
  file_mismatch: { status: 400, message: 'What is in this file is not what its name says.' },
  upload_incomplete: { status: 400, message: 'The file did not arrive whole. Nothing was kept.' },
  weak_password: { status: 400, message: 'This password is too easy to guess.' },
  not_with_oneself: { status: 400, message: 'This takes another person than yourself.' },
  image_invalid: {
    status: 400,
    message: 'This is no picture that can be read: send a PNG, a JPEG or a WebP.',
  },
  image_too_large: { status: 400, message: 'This picture has too many pixels.' },
  reset_link_invalid: { status: 400, message: 'This link does not work any more. Ask for a new one.' },
  unauthenticated: { status: 401, message: 'Sign in first.' },
  invalid_credentials: { status: 401, message: 'The name or the password is wrong.' },
  token_expired: { status: 401, message: 'The access token has expired.' },
  refresh_expired: { status: 401, message: 'The session has ended. Sign in again.' },
  refresh_reused: {
    status: 401,
    message: 'This session was used twice and has been ended for safety. Sign in again.',
  },
  wrong_password: { status: 403, message: 'This is not your current password.' },
  forbidden: { status: 403, message: 'You are not allowed to do this.' },
  origin_refused: { status: 403, message: 'Requests from this origin are refused.' },
  not_a_member: { status: 403, message: 'Join the room first.' },
  not_the_owner: { status: 403, message: 'Only the owner of the room can do this.' },
  not_the_author: { status: 403, message: 'Only who wrote the message can do this.' },
  not_friends: { status: 403, message: 'This works between friends only.' },
  person_blocked: { status: 403, message: 'You have blocked this person. Unblock them first.' },
  not_found: { status: 404, message: 'There is nothing here.' },
  room_not_found: { status: 404, message: 'There is no such room.' },
  chat_not_found: { status: 404, message: 'There is no such chat.' },
  message_not_found: { status: 404, message: 'There is no such message in this chat.' },
  attachment_not_found: { status: 404, message: 'There is no such file, or it is not yours to send.' },
  user_not_found: { status: 404, message: 'There is no such user.' },
  request_not_found: { status: 404, message: 'There is no such friend request.' },
  session_not_found: { status: 404, message: 'There is no such session.' },
  ring_not_found: { status: 404, message: 'There is no such call.' },
  call_not_found: { status: 404, message: 'There is no such call, or you are not in it.' },
  participant_not_found: { status: 404, message: 'This participant is not in the call.' },
  username_taken: { status: 409, message: 'This username is taken.' },
  registration_refused: {
    status: 409,
    message: 'This account cannot be created. If you already have one, sign in instead.',
  },
  email_refused: { status: 409, message: 'This e-mail address cannot be used.' },
  already_friends: { status: 409, message: 'You are friends already.' },
  already_requested: { status: 409, message: 'You have asked already.' },
  too_many_people: { status: 409, message: 'There is no room for more friends, requests and blocks.' },
  message_id_conflict: { status: 409, message: 'This client message id was used for another chat.' },
  message_deleted: { status: 409, message: 'This message was deleted.' },
  too_many_reactions: { status: 409, message: 'This message has all the reactions that it can hold.' },
  chat_archived: { status: 409, message: 'This chat is archived: it can be read, and not written.' },
  main_chat_stays: { status: 409, message: 'The first chat of a room cannot be archived.' },
  too_many_chats: { status: 409, message: 'There is no place for more chats in this room.' },
  already_in_call: { status: 409, message: 'This connection is in another call already.' },
  ring_over: { status: 409, message: 'This call has ended, or was answered elsewhere.' },
  callee_busy: { status: 409, message: 'They are in another call. They will see that you called.' },
  callee_not_disturbed: {
    status: 409,
    message: 'They do not want to be disturbed. They will see that you called.',
  },
  already_ringing: { status: 409, message: 'It is ringing there already.' },
  call_full: {
    status: 409,
    message: 'The call is full: at most 8 people can be in it. The chat is open to you.',
  },
  payload_too_large: { status: 413, message: 'This is too large.' },
  unsupported_media_type: { status: 415, message: 'Send what this address takes, mostly JSON.' },
  unknown_command: { status: 400, message: 'There is no such command.' },
  rate_limited: { status: 429, message: 'Too many attempts. Wait a moment and try again.' },
  internal: { status: 500, message: 'Something went wrong on the server. Nothing was changed.' },
  unavailable: { status: 503, message: 'The server cannot do this right now. Try again.' },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof errorCatalog;
export const errorCodes = Object.keys(errorCatalog) as [ErrorCode, ...ErrorCode[]];
export const errorCode = z.enum(errorCodes);

/** One thing that is wrong with an input: where (`text`, `items.0.id`), a code (ours or zod's), and a sentence. */
export const inputIssue = z.object({ path: z.string(), code: z.string(), message: z.string() });
export type InputIssue = z.infer<typeof inputIssue>;

const errorDetails = {
  issues: z.array(inputIssue).optional().describe('What is wrong with the input, for a code of status 400'),
  advice: z.array(z.string()).optional().describe('How to choose a better password, with weak_password'),
  retryAfterSeconds: z.number().int().positive().optional().describe('When to try again, with rate_limited'),
};

/** The error of a socket acknowledgement, and of the `session:ended` event. */
export const errorInfo = z.object({ code: errorCode, message: z.string(), ...errorDetails });
export type ErrorInfo = z.infer<typeof errorInfo>;

/** The error of an HTTP answer: problem details (RFC 9457), `application/problem+json`, with our `code`. */
export const problemDetails = z.object({
  type: z.string().describe('Always about:blank; branch on code'),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: errorCode,
  requestId: z.string().optional(),
  ...errorDetails,
});
export type ProblemDetails = z.infer<typeof problemDetails>;

/** What every socket command is acknowledged with. Nothing is thrown across the wire. */
export type Result<T> =
  { readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: ErrorInfo };

export function resultOf<T extends z.ZodType>(data: T) {
  return z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), data }),
    z.object({ ok: z.literal(false), error: errorInfo }),
  ]);
}

export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(errorCatalog, value);

/**
 * The one code that stands for a failed validation: a schema that names one of our codes as its message
 * (`message_empty`) speaks for the whole input, everything else is `invalid_input`.
 */
export const codeOfIssues = (messages: readonly string[]): ErrorCode =>
  messages.find(isErrorCode) ?? 'invalid_input';
