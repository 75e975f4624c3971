import { limits, type Message } from '@parlour/contracts';
import { type TrialServer } from './trial-server';

/** A message as it is compared, whether it comes from the database or from a tab. */
export interface Line {
  readonly id: string;
  readonly seq: number;
  readonly authorId: string;
  readonly clientMessageId: string;
  readonly text: string;
  readonly edited: boolean;
  readonly deleted: boolean;
  readonly change: number;
  readonly quote: { readonly seq: number; readonly text: string; readonly deleted: boolean } | null;
  readonly reactions: readonly string[];
}

interface Row extends Omit<Line, 'quote'> {
  readonly replyToSeq: number | null;
}

/** Every message of a chat, straight from the tables, in order of seq. */
export async function readStoredChat(server: TrialServer, chatId: string): Promise<readonly Line[]> {
  const rows = await server.query<Row>(
    `select m.id, m.seq::int as seq, m.author_id as "authorId", m.client_message_id as "clientMessageId", m.text,
            m.edited_at is not null as edited, m.deleted_at is not null as deleted,
            coalesce(m.change, 0)::int as change, m.reply_to_seq::int as "replyToSeq",
            coalesce((select array_agg(r.emoji || ' ' || r.user_id order by r.emoji, r.user_id)
                        from reactions r where r.message_id = m.id), '{}') as reactions
       from messages m where m.chat_id = $1 order by m.seq`,
    [chatId],
  );
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  return rows.map(({ replyToSeq, ...row }) => {
    const quoted = replyToSeq === null || row.deleted ? undefined : bySeq.get(replyToSeq);
    const quote = quoted && { seq: quoted.seq, text: beginning(quoted.text), deleted: quoted.deleted };
    return { ...row, reactions: [...row.reactions].sort(), quote: quote ?? null };
  });
}

export function lineOf(message: Message): Line {
  const { id, seq, author, clientMessageId, text, editedAt, deletedAt, change = 0, replyTo } = message;
  const reactions = (message.reactions ?? []).flatMap(({ emoji, userIds }) =>
    userIds.map((userId) => `${emoji} ${userId}`),
  );
  return {
    id,
    seq,
    authorId: author.id,
    clientMessageId,
    text,
    edited: editedAt !== undefined,
    deleted: deletedAt !== undefined,
    change,
    quote: replyTo ? { seq: replyTo.seq, text: replyTo.text, deleted: replyTo.deleted === true } : null,
    reactions: reactions.sort(),
  };
}

const beginning = (text: string): string => Array.from(text).slice(0, limits.quoteMaxChars).join('');
