import type { ErrorCode, Relation } from '@parlour/contracts';

/** The one of two people whose id is lower, and the other. */
export type Side = 'low' | 'high';
export const otherSide = (side: Side): Side => (side === 'low' ? 'high' : 'low');

/** What two people are to each other, and since when. */
export interface Pair {
  readonly request: { readonly by: Side; readonly at: Date } | null;
  readonly friendsSince: Date | null;
  readonly blockedAt: { readonly [S in Side]: Date | null };
}

export const strangers: Pair = { request: null, friendsSince: null, blockedAt: { low: null, high: null } };

export const relationActions = [
  'request',
  'withdraw',
  'accept',
  'decline',
  'remove',
  'block',
  'unblock',
] as const;
export type RelationAction = (typeof relationActions)[number];

/** What somebody does to a pair of which they are `by`. */
export interface Step {
  readonly action: RelationAction;
  readonly by: Side;
  readonly at: Date;
}

export interface View {
  readonly relation: Relation;
  readonly since: Date | null;
}

/**
 * What the other one is to `side`. That the other one blocks is in no view: who is blocked sees what they would see of
 * somebody who does not answer.
 */
export function viewOf({ request, friendsSince, blockedAt }: Pair, side: Side): View {
  if (blockedAt[side]) return { relation: 'blocked', since: blockedAt[side] };
  if (friendsSince) return { relation: 'friends', since: friendsSince };
  if (!request) return { relation: 'none', since: null };
  return { relation: request.by === side ? 'outgoing' : 'incoming', since: request.at };
}

export type StepResult = { readonly pair: Pair } | { readonly refusal: ErrorCode };

/**
 * One step of two people. Pure; decided by what `by` sees, so that a refusal tells no more than the view does:
 *
 * | `by` sees | request             | withdraw            | accept              | decline             | remove        | block   | unblock |
 * |-----------|---------------------|---------------------|---------------------|---------------------|---------------|---------|---------|
 * | none      | outgoing            | `request_not_found` | `request_not_found` | `request_not_found` | `not_friends` | blocked | none    |
 * | outgoing  | `already_requested` | none                | `request_not_found` | `request_not_found` | `not_friends` | blocked | outgoing |
 * | incoming  | friends             | `request_not_found` | friends             | none                | `not_friends` | blocked | incoming |
 * | friends   | `already_friends`   | `request_not_found` | `request_not_found` | `request_not_found` | none          | blocked | friends |
 * | blocked   | `person_blocked`    | `request_not_found` | `request_not_found` | `request_not_found` | `not_friends` | blocked | none, or incoming |
 *
 * To block ends a friendship and takes one's own request back. What the blocked one has asked, before or since, stays: as
 * outgoing to them, unseen by who blocks, and an ordinary request again when they unblock.
 */
export function step(pair: Pair, { action, by, at }: Step): StepResult {
  const { relation } = viewOf(pair, by);
  switch (action) {
    case 'request':
      return request(pair, relation, by, at);
    case 'accept':
      return relation === 'incoming' ? befriended(pair, at) : refuse('request_not_found');
    case 'decline':
      return relation === 'incoming' ? { pair: { ...pair, request: null } } : refuse('request_not_found');
    case 'withdraw':
      return relation === 'outgoing' ? { pair: { ...pair, request: null } } : refuse('request_not_found');
    case 'remove':
      return relation === 'friends' ? { pair: { ...pair, friendsSince: null } } : refuse('not_friends');
    case 'block':
      return { pair: relation === 'blocked' ? pair : blocked(pair, by, at) };
    case 'unblock':
      if (relation !== 'blocked') return { pair };
      return { pair: { ...pair, blockedAt: { ...pair.blockedAt, [by]: null } } };
  }
}

function request(pair: Pair, relation: Relation, by: Side, at: Date): StepResult {
  switch (relation) {
    case 'none':
      return { pair: { ...pair, request: { by, at } } };
    case 'incoming':
      return befriended(pair, at);
    case 'outgoing':
      return refuse('already_requested');
    case 'friends':
      return refuse('already_friends');
    case 'blocked':
      return refuse('person_blocked');
  }
}

/** Who has asked blocks nobody: to block takes one's own request back, and who blocks cannot ask. */
const befriended = (pair: Pair, at: Date): StepResult => ({
  pair: { ...pair, request: null, friendsSince: at },
});

const blocked = ({ request, blockedAt }: Pair, by: Side, at: Date): Pair => ({
  request: request?.by === by ? null : request,
  friendsSince: null,
  blockedAt: { ...blockedAt, [by]: at },
});

const refuse = (refusal: ErrorCode): StepResult => ({ refusal });

export const isNothing = ({ request, friendsSince, blockedAt }: Pair): boolean =>
  !request && !friendsSince && !blockedAt.low && !blockedAt.high;
