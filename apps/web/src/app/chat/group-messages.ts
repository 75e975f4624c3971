import { type User } from '@parlour/contracts';

/** Longer apart than this, and one person's messages stand under a new name and time. */
const groupWindowMs = 5 * 60_000;

/** A message, stored or still on its way. */
export interface Said {
  /** The same before and after it is stored. */
  readonly key: string;
  readonly author: User;
  readonly saidAt: Date;
  /** In no group, but by itself: a call. */
  readonly standsAlone: boolean;
}

/** Messages of one author, close in time. */
export interface MessageGroup<S extends Said> {
  readonly kind: 'messages';
  /** Stable while the group grows: that of its first message. */
  readonly key: string;
  readonly author: User;
  readonly messages: readonly [S, ...S[]];
}

export interface LoneMessage<S extends Said> {
  readonly kind: 'alone';
  readonly key: string;
  readonly message: S;
}

export interface DayDivider {
  readonly kind: 'day';
  readonly key: string;
  /** Local midnight. */
  readonly day: Date;
}

/** What follows had not been read when the chat came to the screen. */
export interface NewDivider {
  readonly kind: 'new';
  readonly key: 'new';
}

export type ChatItem<S extends Said> = MessageGroup<S> | LoneMessage<S> | DayDivider | NewDivider;

/**
 * What a chat shows for messages in their order: a divider before each local day and before the first new message, then
 * groups by author and time.
 */
export function groupMessages<S extends Said>(
  messages: readonly S[],
  firstNewKey: string | null = null,
): readonly ChatItem<S>[] {
  const items: ChatItem<S>[] = [];
  let previous: S | null = null;
  for (const message of messages) {
    if (!previous || !sameDay(previous.saidAt, message.saidAt)) {
      items.push({ kind: 'day', key: `day:${message.key}`, day: startOfDay(message.saidAt) });
    }
    if (message.key === firstNewKey) items.push({ kind: 'new', key: 'new' });
    const group = items.at(-1);
    if (message.standsAlone) {
      items.push({ kind: 'alone', key: message.key, message });
    } else if (group?.kind === 'messages' && previous && continues(previous, message)) {
      items[items.length - 1] = { ...group, messages: [...group.messages, message] };
    } else {
      items.push({ kind: 'messages', key: message.key, author: message.author, messages: [message] });
    }
    previous = message;
  }
  return items;
}

const continues = (previous: Said, message: Said): boolean =>
  previous.author.id === message.author.id &&
  message.saidAt.getTime() - previous.saidAt.getTime() <= groupWindowMs;

const startOfDay = (moment: Date): Date =>
  new Date(moment.getFullYear(), moment.getMonth(), moment.getDate());
const sameDay = (a: Date, b: Date): boolean => startOfDay(a).getTime() === startOfDay(b).getTime();
