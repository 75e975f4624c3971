import { type Message, type User } from '@parlour/contracts';

/** Longer apart than this, and one person's messages stand under a new name and time. */
const groupWindowMs = 5 * 60_000;

/** Messages of one author, close in time. */
export interface MessageGroup {
  readonly kind: 'messages';
  /** Stable while the group grows: that of its first message. */
  readonly key: string;
  readonly author: User;
  readonly startedAt: Date;
  readonly messages: readonly [Message, ...Message[]];
}

export interface DayDivider {
  readonly kind: 'day';
  readonly key: string;
  /** Local midnight. */
  readonly day: Date;
}

export type TimelineItem = MessageGroup | DayDivider;

/** What a chat shows for messages in order of `seq`: a divider before each local day, then groups by author and time. */
export function groupMessages(messages: readonly Message[]): readonly TimelineItem[] {
  const items: TimelineItem[] = [];
  let previous: { readonly sentAt: Date; readonly authorId: string } | null = null;
  for (const message of messages) {
    const sentAt = new Date(message.createdAt);
    const newDay = !previous || !sameDay(previous.sentAt, sentAt);
    if (newDay) items.push({ kind: 'day', key: `day:${message.id}`, day: startOfDay(sentAt) });
    const group = items.at(-1);
    if (group?.kind === 'messages' && previous && continues(previous, message, sentAt)) {
      items[items.length - 1] = { ...group, messages: [...group.messages, message] };
    } else {
      items.push({ kind: 'messages', key: message.id, author: message.author, startedAt: sentAt, messages: [message] });
    }
    previous = { sentAt, authorId: message.author.id };
  }
  return items;
}

const continues = (
  previous: { readonly sentAt: Date; readonly authorId: string },
  message: Message,
  sentAt: Date,
): boolean =>
  previous.authorId === message.author.id && sentAt.getTime() - previous.sentAt.getTime() <= groupWindowMs;

const startOfDay = (moment: Date): Date => new Date(moment.getFullYear(), moment.getMonth(), moment.getDate());
const sameDay = (a: Date, b: Date): boolean => startOfDay(a).getTime() === startOfDay(b).getTime();
