import { limits, type Message, type Quote } from '@parlour/contracts';

/** How a message stands in a reply to it. */
export function quoteOf({ id, seq, author, text, attachments, deletedAt }: Message): Quote {
  const file = attachments?.[0]?.name;
  return {
    id,
    seq,
    author,
    text: Array.from(text).slice(0, limits.quoteMaxChars).join(''),
    ...(file !== undefined && { file }),
    ...(deletedAt !== undefined && { deleted: true }),
  };
}
