import {
  type CallEndReason,
  type ErrorCode,
  isSameMedia,
  type LeaveReason,
  limits,
  type MediaState,
  type Participant,
  type User,
} from '@parlour/contracts';

/*
 * A call, of a room or between people: who has a seat in it, and by which connection. Pure; `LiveCalls` performs the effects.
 *
 *              join                   connection lost                    lease over
 *   (newcomer) ─────▶ ┌───────────┐ ─────────────────────▶ ┌────────┐ ─────────────────▶ (departed: disconnected)
 *                     │  present  │                        │  away  │
 *   (unknown)  ─────▶ └───────────┘ ◀───────────────────── └────────┘ ──┐
 *              resume   │      ▲ │          resume                      │ removed ─────▶ (departed: removed)
 *                       │      └─┘ resume by another connection         │
 *                       │                                               │
 *                       ├─ removed ─────────────────────────────────────┘
 *                       └─ leave ──────────────────────────────────────────────────────▶ (departed: left)
 *
 * Unknown is a participant of whom only its token tells, because the server lost its memory. A departed one stays
 * departed for as long as the call lives: it joins anew, under a new id. An event without an arrow changes nothing.
 * When the call is closed, everybody is out at once, and there is nobody left to tell of the others.
 */

export type Seat =
  | { readonly kind: 'present'; readonly participant: Participant; readonly connectionId: string }
  | { readonly kind: 'away'; readonly participant: Participant };

export interface CallState {
  readonly id: string;
  /** The first to come first. */
  readonly seats: readonly Seat[];
  readonly departed: ReadonlySet<string>;
}

export type CallEvent =
  | { readonly type: 'join' | 'resume'; readonly participant: Participant; readonly connectionId: string }
  | { readonly type: 'leave' | 'connection-lost'; readonly connectionId: string }
  | { readonly type: 'update-media'; readonly connectionId: string; readonly media: MediaState }
  /** Since when the hand is up; null lowers it. */
  | { readonly type: 'raise-hand'; readonly connectionId: string; readonly raisedAt: string | null }
  | { readonly type: 'lease-over'; readonly participantId: string }
  | { readonly type: 'remove'; readonly userId: string }
  | { readonly type: 'update-user'; readonly user: User }
  | { readonly type: 'close' };

export type CallEffect =
  /** The connection receives the events of the call from now on, or no longer. */
  | { readonly type: 'enter' | 'exit'; readonly connectionId: string }
  /** Tell the call. */
  | { readonly type: 'joined' | 'updated'; readonly participant: Participant }
  | { readonly type: 'left'; readonly participantId: string; readonly reason: LeaveReason }
  /** Tell one connection that it is out. */
  | { readonly type: 'ended'; readonly connectionId: string; readonly reason: CallEndReason }
  | { readonly type: 'start-lease' | 'stop-lease'; readonly participantId: string };

export interface Step {
  readonly call: CallState;
  readonly effects: readonly CallEffect[];
  /** Why a join or a resume was refused; then nothing has changed. */
  readonly refusal?: Extract<ErrorCode, 'call_full' | 'call_not_found' | 'already_in_call'>;
}

export const newCall = (id: string): CallState => ({ id, seats: [], departed: new Set() });

export function transition(call: CallState, event: CallEvent): Step {
  switch (event.type) {
    case 'join':
      return join(call, event);
    case 'resume':
      return resume(call, event);
    case 'leave':
      return depart(call, (seat) => isOn(seat, event.connectionId), 'left');
    case 'remove':
      return depart(call, ({ participant }) => participant.user.id === event.userId, 'removed');
    case 'lease-over':
      return depart(
        call,
        (seat) => seat.kind === 'away' && seat.participant.id === event.participantId,
        'disconnected',
      );
    case 'connection-lost':
      return loseConnection(call, event.connectionId);
    case 'update-media':
      return updateMedia(call, event);
    case 'raise-hand':
      return raiseHand(call, event);
    case 'update-user':
      return updateUser(call, event.user);
    case 'close':
      return close(call);
  }
}

export const isOn = (seat: Seat, connectionId: string): boolean =>
  seat.kind === 'present' && seat.connectionId === connectionId;

type Entrance = Extract<CallEvent, { readonly participant: Participant }>;

const unchanged = (call: CallState): Step => ({ call, effects: [] });

const refused = (call: CallState, refusal: NonNullable<Step['refusal']>): Step => ({
  call,
  effects: [],
  refusal,
});

function join(call: CallState, { participant, connectionId }: Entrance): Step {
  if (call.seats.some((seat) => isOn(seat, connectionId))) return refused(call, 'already_in_call');
  if (call.seats.length >= limits.meshMaxParticipants) return refused(call, 'call_full');
  return {
    call: { ...call, seats: [...call.seats, { kind: 'present', participant, connectionId }] },
    effects: [
      { type: 'joined', participant }, // before it enters, so that it is not told of itself
      { type: 'enter', connectionId },
    ],
  };
}

/** A seat that the server knows is taken up as it is; of an unknown one the others have to be told. */
function resume(call: CallState, entrance: Entrance): Step {
  const { connectionId } = entrance;
  const { id, media } = entrance.participant;
  const known = call.seats.find((seat) => seat.participant.id === id);
  if (call.seats.some((seat) => seat !== known && isOn(seat, connectionId))) {
    return refused(call, 'already_in_call');
  }
  if (!known) return call.departed.has(id) ? refused(call, 'call_not_found') : join(call, entrance);
  const participant = { ...known.participant, media };
  const taken: Seat = { kind: 'present', participant, connectionId };
  return {
    call: { ...call, seats: call.seats.map((seat) => (seat === known ? taken : seat)) },
    effects: [
      ...release(known, connectionId),
      ...(isSameMedia(known.participant.media, media) ? [] : [{ type: 'updated', participant } as const]),
      { type: 'enter', connectionId },
    ],
  };
}

/** What a seat held before another connection took it up. */
function release(seat: Seat, nextConnectionId: string): CallEffect[] {
  if (seat.kind === 'away') return [{ type: 'stop-lease', participantId: seat.participant.id }];
  const { connectionId } = seat;
  if (connectionId === nextConnectionId) return [];
  return [
    { type: 'exit', connectionId },
    { type: 'ended', connectionId, reason: 'replaced' },
  ];
}

function depart(call: CallState, leaves: (seat: Seat) => boolean, reason: LeaveReason): Step {
  const leaving = call.seats.filter(leaves);
  if (leaving.length === 0) return unchanged(call);
  return {
    call: {
      ...call,
      seats: call.seats.filter((seat) => !leaving.includes(seat)),
      departed: new Set([...call.departed, ...leaving.map(({ participant }) => participant.id)]),
    },
    effects: leaving.flatMap((seat): CallEffect[] => [
      ...vacate(seat, reason),
      { type: 'left', participantId: seat.participant.id, reason },
    ]),
  };
}

/** Only who is removed has to be told: who leaves knows, and whose lease is over is not there. */
function vacate(seat: Seat, reason: LeaveReason): CallEffect[] {
  if (seat.kind === 'away') {
    return reason === 'disconnected' ? [] : [{ type: 'stop-lease', participantId: seat.participant.id }];
  }
  const { connectionId } = seat;
  const exit: CallEffect = { type: 'exit', connectionId };
  return reason === 'removed' ? [exit, { type: 'ended', connectionId, reason }] : [exit];
}

function close(call: CallState): Step {
  const departed = new Set([...call.departed, ...call.seats.map(({ participant }) => participant.id)]);
  const effects = call.seats.flatMap((seat): CallEffect[] =>
    seat.kind === 'away'
      ? [{ type: 'stop-lease', participantId: seat.participant.id }]
      : [
          { type: 'exit', connectionId: seat.connectionId },
          { type: 'ended', connectionId: seat.connectionId, reason: 'over' },
        ],
  );
  return { call: { ...call, seats: [], departed }, effects };
}

function loseConnection(call: CallState, connectionId: string): Step {
  const lost = call.seats.find((seat) => isOn(seat, connectionId));
  if (!lost) return unchanged(call);
  const { participant } = lost;
  return {
    call: {
      ...call,
      seats: call.seats.map((seat) => (seat === lost ? { kind: 'away', participant } : seat)),
    },
    effects: [
      { type: 'exit', connectionId },
      { type: 'start-lease', participantId: participant.id },
    ],
  };
}

function updateMedia(
  call: CallState,
  { connectionId, media }: Extract<CallEvent, { type: 'update-media' }>,
): Step {
  const own = call.seats.find((seat) => isOn(seat, connectionId));
  if (!own || isSameMedia(own.participant.media, media)) return unchanged(call);
  return updateParticipant(call, own, { media });
}

/** A hand that is up keeps its place in the order. */
function raiseHand(
  call: CallState,
  { connectionId, raisedAt }: Extract<CallEvent, { type: 'raise-hand' }>,
): Step {
  const own = call.seats.find((seat) => isOn(seat, connectionId));
  if (!own || (own.participant.handRaisedAt === null) === (raisedAt === null)) return unchanged(call);
  return updateParticipant(call, own, { handRaisedAt: raisedAt });
}

function updateParticipant(call: CallState, own: Seat, change: Partial<Participant>): Step {
  const participant = { ...own.participant, ...change };
  return {
    call: { ...call, seats: call.seats.map((seat) => (seat === own ? { ...own, participant } : seat)) },
    effects: [{ type: 'updated', participant }],
  };
}

/** A new name or picture, on every device of the person. */
function updateUser(call: CallState, user: User): Step {
  const seats = call.seats.map((seat) =>
    seat.participant.user.id === user.id ? { ...seat, participant: { ...seat.participant, user } } : seat,
  );
  const updated = seats.filter((seat, index) => seat !== call.seats[index]);
  return {
    call: { ...call, seats },
    effects: updated.map(({ participant }): CallEffect => ({ type: 'updated', participant })),
  };
}
