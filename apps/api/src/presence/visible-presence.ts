import type { Presence, PresenceState, Status } from '@parlour/contracts';

/** One connection of a person. */
export interface Tab {
  /** Whether there was input within `limits.awayAfterMs`. */
  readonly active: boolean;
  /** Whose page it shows. */
  readonly rooms: ReadonlySet<string>;
}

/** All that decides what others see of somebody. */
export interface Situation {
  readonly tabs: readonly Tab[];
  readonly inCall: boolean;
  readonly status: Status;
  readonly showLastSeen: boolean;
  /** When they were last to be seen; of no account while they are. */
  readonly lastSeenAt: Date | null;
}

/** What others see: friends the presence, those who have a room open whether this person has it open. */
export interface Shown {
  readonly presence: Presence;
  readonly rooms: ReadonlySet<string>;
}

/** Of several reasons the first counts: nobody is there, or wants to be seen; not to be disturbed; in a call; no input. */
export function stateOf({
  tabs,
  inCall,
  status,
}: Pick<Situation, 'tabs' | 'inCall' | 'status'>): PresenceState {
  if (tabs.length === 0 || status === 'invisible') return 'offline';
  if (status === 'dnd') return 'dnd';
  if (inCall) return 'in-call';
  return tabs.some(({ active }) => active) ? 'online' : 'away';
}

export const offline = ({
  lastSeenAt,
  showLastSeen,
}: Pick<Situation, 'lastSeenAt' | 'showLastSeen'>): Presence => ({
  state: 'offline',
  lastSeenAt: showLastSeen ? (lastSeenAt?.toISOString() ?? null) : null,
});

export function shownOf(situation: Situation): Shown {
  const state = stateOf(situation);
  if (state === 'offline') return { presence: offline(situation), rooms: new Set() };
  return {
    presence: { state, lastSeenAt: null },
    rooms: new Set(situation.tabs.flatMap(({ rooms }) => [...rooms])),
  };
}

/** What has to be told: to friends, or to those who have a room open (null: this person has it open no longer). */
export type PresenceNews =
  | { readonly to: 'friends'; readonly presence: Presence }
  | { readonly to: 'room'; readonly roomId: string; readonly presence: Presence | null };

export function newsOf(before: Shown, after: Shown): PresenceNews[] {
  const { presence } = after;
  const hasChanged =
    before.presence.state !== presence.state || before.presence.lastSeenAt !== presence.lastSeenAt;
  const news: PresenceNews[] = hasChanged ? [{ to: 'friends', presence }] : [];
  for (const roomId of before.rooms) {
    if (!after.rooms.has(roomId)) news.push({ to: 'room', roomId, presence: null });
  }
  for (const roomId of after.rooms) {
    if (hasChanged || !before.rooms.has(roomId)) news.push({ to: 'room', roomId, presence });
  }
  return news;
}
