import type { CallNote, Message, User } from '@parlour/contracts';

/** A message as SQL selects it. */
export interface MessageRow {
  readonly id: string;
  readonly chatId: string;
  /** A bigint, which `pg` gives as a string. */
  readonly seq: string;
  readonly author: User;
  readonly clientMessageId: string;
  readonly text: string;
  readonly call: CallNote | null;
  readonly createdAt: Date;
}

export const messageOf = ({ seq, call, createdAt, ...row }: MessageRow): Message => ({
  id: row.id,
  chatId: row.chatId,
  seq: Number(seq),
  author: row.author,
  clientMessageId: row.clientMessageId,
  text: row.text,
  ...(call !== null && { call }),
  createdAt: createdAt.toISOString(),
});
