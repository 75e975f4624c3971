import { type Message, type Quote, limits } from '@parlour/contracts';

/** A message as a reply to it quotes it: as the server will. */
export function quoteOf({ id, seq, author, text, attachments, deletedAt }: Message): Quote {
  const chars = [...text];
  const [file] = attachments ?? [];
  return {
    id,
    seq,
    author,
    text: chars.length > limits.quoteMaxChars ? chars.slice(0, limits.quoteMaxChars).join('') : text,
    ...(file ? { file: file.name } : {}),
    ...(deletedAt ? { deleted: true } : {}),
  };
}
