import { type Message } from '@parlour/contracts';
import { quoteOf } from './quote';

/** 0 for a message that never changed. */
export const changeOf = ({ change }: Message): number => change ?? 0;

/** Two versions of one message: the newer one; the first where they are the same. */
export const newerOf = (one: Message, other: Message): Message =>
  changeOf(other) > changeOf(one) ? other : one;

/** A reply with its quote as what it replies to is now; the same object where that makes no difference. */
export function withQuoteOf(reply: Message, quoted: Message): Message {
  const { replyTo } = reply;
  const quote = quoteOf(quoted);
  const same =
    replyTo?.text === quote.text && replyTo.file === quote.file && replyTo.deleted === quote.deleted;
  return same ? reply : { ...reply, replyTo: quote };
}
