import { type CurrentRings, type Ring, type RingOutcome } from '@parlour/contracts';
import { type CallEndCause } from '../call/ongoing-call';

/**
 * The rings of one tab, as a pure function of what happened.
 *
 *   coming in   rang, listed ──▶ ringing ──accepted──▶ answering ──answered──▶ over
 *                                  │  ▲                    │
 *                                  │  └── answer-failed ───┘ (unless it is over meanwhile)
 *                                  └── declined ──▶ silent, and said to the server again until that knows
 *   going out   dialled ──started──▶ ringing ──ended, cancelled──▶ over
 *                  └── refused ──▶ result
 *
 * `ended` is the end of a ring from wherever it is, and for good: what is known to be over never rings again, however
 * late an older answer comes. `listed` is the truth of a new connection and replaces what was known when it was asked for.
 */
export interface RingState {
  /** What rings here, in the order in which it came. */
  readonly incoming: readonly Ring[];
  /** The one of them that this tab is answering: all is silent already. */
  readonly answering: string | null;
  /** By this tab. Those of other tabs are theirs to show. */
  readonly outgoing: readonly Ring[];
  /** A call of this tab that the server has not confirmed yet. */
  readonly dialling: Dialling | null;
  /** The ring by which this tab came into the call that it is in, or was in last. */
  readonly begun: Ring | null;
  /** How the last call of this tab ended, until it is read or another one begins. */
  readonly result: CallResult | null;
  /** Rings that are over, the latest last. */
  readonly over: readonly EndedRing[];
  /** Rings that were declined here, and of which the server may not know. */
  readonly declined: readonly string[];
}

export interface Dialling {
  readonly chatId: string;
  readonly userId: string;
  readonly video: boolean;
}

export interface CallResult {
  readonly chatId: string;
  readonly how: Exclude<RingOutcome, 'answered'> | Exclude<CallEndCause, 'left'>;
  /** How long one was connected; null: never. */
  readonly seconds: number | null;
  readonly video: boolean;
  /** Our own ring that this came of, if nobody had answered it. */
  readonly ringId: string | null;
}

export interface EndedRing {
  readonly ringId: string;
  readonly outcome: RingOutcome;
}

export type RingEvent =
  /** `asked`: the ids of all rings that were shown when the list was asked for. */
  | ({ readonly kind: 'listed'; readonly asked: readonly string[] } & CurrentRings)
  | { readonly kind: 'rang'; readonly ring: Ring }
  | ({ readonly kind: 'ended' } & EndedRing)
  | { readonly kind: 'declined'; readonly ringId: string }
  | { readonly kind: 'accepted'; readonly ringId: string }
  | { readonly kind: 'answered'; readonly ring: Ring }
  | { readonly kind: 'answer-failed'; readonly ringId: string; readonly isOver: boolean }
  | { readonly kind: 'dialled'; readonly dialling: Dialling }
  /** `isOurs` is false where theirs was ringing us at that moment, and is answered by it. */
  | { readonly kind: 'started'; readonly ring: Ring; readonly isOurs: boolean }
  /** Somebody else is rung into the call that goes on. */
  | { readonly kind: 'invited'; readonly ring: Ring }
  | { readonly kind: 'refused'; readonly how: CallResult['how'] }
  | { readonly kind: 'cancelled'; readonly ringId: string }
  | {
      readonly kind: 'call-ended';
      readonly chatId: string;
      /** Null where one did not get in. */
      readonly callId: string | null;
      readonly cause: CallEndCause;
      readonly seconds: number | null;
    }
  | { readonly kind: 'dismissed' };

export const noRings: RingState = {
  incoming: [],
  answering: null,
  outgoing: [],
  dialling: null,
  begun: null,
  result: null,
  over: [],
  declined: [],
};

/** No answer is that late: what rings ends after a minute. */
const overMax = 50;

export function transition(state: RingState, event: RingEvent): RingState {
  switch (event.kind) {
    case 'listed':
      return list(state, event);
    case 'rang':
      return isKnown(state, event.ring.id) ? state : { ...state, incoming: [...state.incoming, event.ring] };
    case 'ended':
      return end(state, event);
    case 'declined':
      return { ...without(state, event.ringId), declined: [...state.declined, event.ringId] };
    case 'accepted':
      return has(state.incoming, event.ringId) ? { ...state, answering: event.ringId, result: null } : state;
    case 'answered':
      return { ...end(state, { ringId: event.ring.id, outcome: 'answered' }), begun: event.ring };
    case 'answer-failed':
      if (event.isOver) return end(state, { ringId: event.ringId, outcome: 'unavailable' });
      return state.answering === event.ringId ? { ...state, answering: null } : state;
    case 'dialled':
      return { ...state, dialling: event.dialling, result: null };
    case 'started':
      return start(state, event);
    case 'invited':
      return add(state, event.ring);
    case 'refused':
      return refuse(state, event.how);
    case 'cancelled':
      return without(state, event.ringId);
    case 'call-ended':
      return endCall(state, event);
    case 'dismissed':
      return { ...state, result: null };
  }
}

/** What rings and waits for an answer. */
export const ringing = ({ incoming, answering }: RingState): readonly Ring[] =>
  answering === null ? incoming : [];

/** A ring that begins a call: others are rung into one that goes on. */
export const isFirst = ({ others }: Ring): boolean => others.length === 0;

/** What is to be heard: the ring, or the tone of a call that is not answered yet. */
export function soundOf(state: RingState): 'ring' | 'ringback' | null {
  if (ringing(state).length > 0) return 'ring';
  return state.dialling !== null || state.outgoing.some(isFirst) ? 'ringback' : null;
}

/** The ids of all that is shown. */
export const shownIds = ({ incoming, outgoing }: RingState): readonly string[] =>
  [...incoming, ...outgoing].map(({ id }) => id);

function list(state: RingState, event: Extract<RingEvent, { kind: 'listed' }>): RingState {
  const wasAsked = ({ id }: Ring): boolean => event.asked.includes(id);
  const came = state.incoming.filter((ring) => !wasAsked(ring) && !has(event.incoming, ring.id));
  const rings = event.incoming.filter(({ id }) => !isOver(state, id) && !state.declined.includes(id));
  const incoming = [...rings, ...came];
  return {
    ...state,
    incoming,
    answering: state.answering !== null && has(incoming, state.answering) ? state.answering : null,
    outgoing: state.outgoing.filter((ring) => !wasAsked(ring) || has(event.outgoing, ring.id)),
    declined: state.declined.filter((id) => has(event.incoming, id)),
  };
}

function end(state: RingState, ended: EndedRing): RingState {
  const { ringId, outcome } = ended;
  const mine = state.outgoing.find(({ id }) => id === ringId);
  const next: RingState = {
    ...without(state, ringId),
    over: [...state.over.filter((other) => other.ringId !== ringId), ended].slice(-overMax),
    declined: state.declined.filter((id) => id !== ringId),
  };
  if (outcome === 'answered') return next;
  if (mine && isFirst(mine)) return { ...next, result: resultOf(mine, outcome) };
  // The end of its call has overtaken it, and could not say why.
  const { result } = state;
  return result?.ringId === ringId ? { ...next, result: { ...result, how: outcome } } : next;
}

function start(state: RingState, { ring, isOurs }: { ring: Ring; isOurs: boolean }): RingState {
  if (!state.dialling) return state; // given up before the answer came
  const next = { ...state, dialling: null, begun: ring };
  return isOurs ? add(next, ring) : end(next, { ringId: ring.id, outcome: 'answered' });
}

function add(state: RingState, ring: Ring): RingState {
  const added = { ...state, outgoing: [...state.outgoing.filter(({ id }) => id !== ring.id), ring] };
  const ended = state.over.find(({ ringId }) => ringId === ring.id);
  return ended ? end(added, ended) : added;
}

function refuse(state: RingState, how: CallResult['how']): RingState {
  if (!state.dialling) return state;
  const { chatId, video } = state.dialling;
  return { ...state, dialling: null, result: { chatId, how, video, seconds: null, ringId: null } };
}

function endCall(state: RingState, event: Extract<RingEvent, { kind: 'call-ended' }>): RingState {
  const { callId, cause, chatId, seconds } = event;
  if (callId === null) {
    const isGivenUp = cause === 'left' && state.dialling?.chatId === chatId;
    return isGivenUp ? { ...state, dialling: null } : state; // why it was refused is told apart
  }
  const first = state.outgoing.find((ring) => ring.callId === callId && isFirst(ring));
  const next = { ...state, outgoing: state.outgoing.filter((ring) => ring.callId !== callId) };
  if (cause === 'left') return { ...next, result: null };
  // Our ring has ended, and said more than that the call is over.
  if (state.result !== null && state.begun?.callId === callId) return next;
  const video = state.begun?.callId === callId && state.begun.video;
  return { ...next, result: { chatId, how: cause, seconds, video, ringId: first?.id ?? null } };
}

const resultOf = ({ id, chatId, video }: Ring, how: CallResult['how']): CallResult => ({
  chatId,
  how,
  seconds: null,
  video,
  ringId: id,
});

const has = (rings: readonly Ring[], ringId: string): boolean => rings.some(({ id }) => id === ringId);
const isOver = ({ over }: RingState, id: string): boolean => over.some(({ ringId }) => ringId === id);
const isKnown = (state: RingState, id: string): boolean =>
  has(state.incoming, id) || isOver(state, id) || state.declined.includes(id);

function without(state: RingState, ringId: string): RingState {
  return {
    ...state,
    incoming: state.incoming.filter(({ id }) => id !== ringId),
    outgoing: state.outgoing.filter(({ id }) => id !== ringId),
    answering: state.answering === ringId ? null : state.answering,
  };
}
