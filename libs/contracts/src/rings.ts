import * as z from 'zod';
import { callJoined, mediaState } from './calls.js';
import { limits } from './limits.js';
import { ringOutcome } from './messages.js';
import { id, timestamp } from './text.js';
import { user } from './users.js';

/** Somebody calls a friend: every device of the friend rings until it is answered, declined, cancelled, or 60 s are over. */
export const ring = z.object({
  id,
  /** The call that one enters by answering. */
  callId: id,
  /** The direct chat of the two. */
  chatId: id,
  caller: user,
  callee: user,
  video: z.boolean(),
  startedAt: timestamp,
  /** Who is in the call besides the caller: a friend can be rung into a running one. */
  others: z.array(user),
});
export type Ring = z.infer<typeof ring>;

/** Without `callId` this begins a call, and takes a seat in it. With it, the friend is rung into a call that one is in. */
export const startRingRequest = z.object({
  userId: id,
  video: z.boolean(),
  media: mediaState,
  callId: id.optional(),
});
export type StartRingRequest = z.infer<typeof startRingRequest>;

/**
 * Where the other one was ringing us at that moment, theirs is answered: `ring.caller` is not us, and we are in their call.
 * `joined` is null where one was in the call before.
 */
export const ringStarted = z.object({ ring, joined: callJoined.nullable() });
export type RingStarted = z.infer<typeof ringStarted>;

export const answerRingRequest = z.object({ ringId: id, media: mediaState });
export const ringParams = z.object({ ringId: id });

/** What rings right now: to be asked at every connect, so that a reload rings again and nothing rings for ever. */
export const currentRings = z.object({ incoming: z.array(ring), outgoing: z.array(ring) });
export type CurrentRings = z.infer<typeof currentRings>;

/** It rings no longer: to every device of both. */
export const ringEnded = z.object({ ringId: id, callId: id, outcome: ringOutcome });

/** One call of mine, with one person, as the log keeps it. */
export const callRecord = z.object({
  /** That of the ring. */
  id,
  chatId: id,
  person: user,
  direction: z.enum(['outgoing', 'incoming']),
  video: z.boolean(),
  startedAt: timestamp,
  outcome: ringOutcome,
  durationSeconds: z.number().int().nonnegative().nullable(),
});
export type CallRecord = z.infer<typeof callRecord>;

/** Newest first. `before` is the id of the last record of the previous page. */
export const callLogQuery = z.object({
  before: id.optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageMaxItems).default(limits.pageDefaultItems),
});
export const callLogPage = z.object({ calls: z.array(callRecord), hasMore: z.boolean() });
export type CallLogPage = z.infer<typeof callLogPage>;
