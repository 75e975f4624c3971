import { type Message, type Reaction } from '@parlour/contracts';

/** What a change makes of a message, before the server has said so. */

export const withText = (message: Message, text: string, now: Date): Message => ({
  ...message,
  text,
  editedAt: now.toISOString(),
});

export const tombstoneOf = (
  { id, chatId, seq, author, clientMessageId, createdAt, change }: Message,
  now: Date,
): Message => ({
  id,
  chatId,
  seq,
  author,
  clientMessageId,
  text: '',
  createdAt,
  deletedAt: now.toISOString(),
  ...(change === undefined ? {} : { change }),
});

export function withReaction(message: Message, emoji: string, userId: string, on: boolean): Message {
  const { reactions = [], ...rest } = message;
  const changed = on ? added(reactions, emoji, userId) : removed(reactions, emoji, userId);
  return changed.length > 0 ? { ...rest, reactions: changed } : rest;
}

function added(reactions: readonly Reaction[], emoji: string, userId: string): Reaction[] {
  if (!reactions.some((reaction) => reaction.emoji === emoji))
    return [...reactions, { emoji, userIds: [userId] }];
  return reactions.map((reaction) =>
    reaction.emoji === emoji && !reaction.userIds.includes(userId)
      ? { ...reaction, userIds: [...reaction.userIds, userId] }
      : reaction,
  );
}

const removed = (reactions: readonly Reaction[], emoji: string, userId: string): Reaction[] =>
  reactions
    .map((reaction) =>
      reaction.emoji === emoji
        ? { ...reaction, userIds: reaction.userIds.filter((id) => id !== userId) }
        : reaction,
    )
    .filter(({ userIds }) => userIds.length > 0);
