import type { MediaState, Participant, RoomVisibility, User } from '@parlour/contracts';
import type { CallState } from './call-state.js';

/** Where a call is held, and who hears of it. */
export type CallPlace =
  | {
      readonly kind: 'room';
      readonly roomId: string;
      readonly chatId: string;
      readonly visibility: RoomVisibility;
    }
  | { readonly kind: 'direct'; readonly callId: string };

/** What it takes to come in. */
export interface Permission {
  readonly place: CallPlace;
  readonly user: User;
  /** Whether the call begins with this person, where nobody is in it; that of a room always may. */
  readonly mayBegin: boolean;
}

export interface Entrance {
  readonly connectionId: string;
  readonly media: MediaState;
  /** What this person has proven to be in which call; absent for a newcomer. */
  readonly resume?: { readonly callId: string; readonly participantId: string };
}

/** A call, and whose seat in it a connection has. */
export interface Attendance {
  readonly place: CallPlace;
  readonly call: CallState;
  readonly self: Participant;
}
