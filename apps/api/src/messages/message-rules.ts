import { type ErrorCode, hasVisibleChar, limits } from '@parlour/contracts';

/** What somebody is to a chat, and to one of its messages, at the moment in which they want to change something. */
export interface Standing {
  readonly mayRead: boolean;
  /** Of the room that the chat belongs to. */
  readonly isOwner: boolean;
  readonly isArchived: boolean;
  /** Why they could not write in it even so. */
  readonly obstacle: 'not_friends' | 'person_blocked' | null;
  /** Null: there is no such message in this chat. */
  readonly message: {
    readonly isAuthor: boolean;
    readonly isCall: boolean;
    readonly isDeleted: boolean;
    readonly hasFiles: boolean;
  } | null;
}

/** The reactions to a message, with a look at one of them. */
export interface ReactionCount {
  readonly total: number;
  readonly emoji: number;
  /** Whether somebody has given this emoji. */
  readonly isThere: boolean;
}

type Judgement = ErrorCode | null;

/** Only one's own, and only where one may write. */
export function judgeEdit({ message, ...standing }: Standing, text: string): Judgement {
  if (!standing.mayRead) return 'chat_not_found';
  if (message === null) return 'message_not_found';
  if (!message.isAuthor) return 'not_the_author';
  if (message.isCall) return 'forbidden';
  if (message.isDeleted) return 'message_deleted';
  if (!hasVisibleChar(text) && !message.hasFiles) return 'message_empty';
  return judgeWriting(standing);
}

/** Taking away what one said is not writing: it needs no friendship, and no chat in use. */
export function judgeDeletion({ mayRead, isOwner, message }: Standing): Judgement {
  if (!mayRead) return 'chat_not_found';
  if (message === null) return 'message_not_found';
  if (!message.isAuthor && !isOwner) return 'not_the_author';
  return message.isCall ? 'forbidden' : null;
}

export function judgeReaction({ message, ...standing }: Standing): Judgement {
  if (!standing.mayRead) return 'chat_not_found';
  if (message === null) return 'message_not_found';
  return message.isDeleted ? 'message_deleted' : judgeWriting(standing);
}

export function judgeReactionCount({ total, emoji, isThere }: ReactionCount): Judgement {
  const isFull = total >= limits.reactionsMax || (!isThere && emoji >= limits.reactionEmojiMax);
  return isFull ? 'too_many_reactions' : null;
}

export function judgeTakingBack({ mayRead, isArchived, message }: Standing): Judgement {
  if (!mayRead) return 'chat_not_found';
  if (message === null) return 'message_not_found';
  return isArchived ? 'chat_archived' : null;
}

const judgeWriting = ({ isArchived, obstacle }: Omit<Standing, 'message'>): Judgement =>
  isArchived ? 'chat_archived' : obstacle;
