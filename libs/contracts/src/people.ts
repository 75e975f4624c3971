import * as z from 'zod';
import { limits } from './limits.js';
import { presence } from './presence.js';
import { id, timestamp } from './text.js';
import { user, username } from './users.js';

/**
 * What somebody is to me. `incoming` and `outgoing` are requests. `blocked`: by me. Who has blocked me is to me as
 * somebody who does not answer: `none`, or `outgoing`.
 */
export const relation = z.enum(['none', 'incoming', 'outgoing', 'friends', 'blocked']);
export type Relation = z.infer<typeof relation>;

/** Somebody, and what they are to me. */
export const person = z.object({
  user,
  relation,
  /** Since when they are that; null with `none`. */
  since: timestamp.nullable(),
  /** Our direct chat, if there ever was one. */
  chatId: id.nullable(),
  /** Of friends only. */
  presence: presence.nullable(),
});
export type Person = z.infer<typeof person>;

/** Everybody who is something to me: friends, requests, those whom I block. By username. */
export const people = z.object({ people: z.array(person) });
export type People = z.infer<typeof people>;

export const profile = person.extend({ bio: z.string(), createdAt: timestamp });
export type Profile = z.infer<typeof profile>;

export const userParams = z.object({ username });

/** The beginning of a username, or all of it. Never an e-mail address. */
export const findPeopleQuery = z.object({
  username: z.string().trim().toLowerCase().min(1).max(limits.usernameMaxChars),
});

/** Who has exactly that name comes first. */
export const peopleFound = z.object({ people: z.array(person) });
