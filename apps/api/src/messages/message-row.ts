import type { Attachment, CallNote, Message, Quote, Reaction, User } from '@parlour/contracts';

/** A quote as SQL makes it. */
interface QuoteJson extends Pick<Quote, 'id' | 'seq' | 'author' | 'text'> {
  readonly file: string | null;
  readonly deleted: boolean;
}

/** A message as `messageColumns` select it. What it has not got is null. */
export interface MessageRow {
  readonly id: string;
  readonly chatId: string;
  /** A bigint, which `pg` gives as a string. */
  readonly seq: string;
  readonly author: User;
  readonly clientMessageId: string;
  readonly text: string;
  readonly call: CallNote | null;
  readonly replyTo: QuoteJson | null;
  readonly attachments: Attachment[] | null;
  readonly mentions: User[] | null;
  readonly mentionsRoom: boolean;
  readonly reactions: Reaction[] | null;
  readonly createdAt: Date;
  readonly editedAt: Date | null;
  readonly deletedAt: Date | null;
  readonly change: string | null;
}

export const messageOf = (row: MessageRow): Message => ({
  id: row.id,
  chatId: row.chatId,
  seq: Number(row.seq),
  author: row.author,
  clientMessageId: row.clientMessageId,
  text: row.text,
  ...(row.call !== null && { call: row.call }),
  ...(row.replyTo !== null && { replyTo: quoteOf(row.replyTo) }),
  ...(row.attachments !== null && { attachments: row.attachments }),
  ...(row.mentions !== null && { mentions: row.mentions }),
  ...(row.mentionsRoom && { mentionsRoom: true }),
  ...(row.reactions !== null && { reactions: row.reactions }),
  createdAt: row.createdAt.toISOString(),
  ...(row.editedAt !== null && { editedAt: row.editedAt.toISOString() }),
  ...(row.deletedAt !== null && { deletedAt: row.deletedAt.toISOString() }),
  ...(row.change !== null && { change: Number(row.change) }),
});

const quoteOf = ({ id, seq, author, text, file, deleted }: QuoteJson): Quote => ({
  id,
  seq,
  author,
  text,
  ...(file !== null && { file }),
  ...(deleted && { deleted }),
});
