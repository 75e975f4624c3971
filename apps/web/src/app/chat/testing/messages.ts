import { type Message } from '@parlour/contracts';
import { ben } from '../../core/testing/users';

export { anna, ben } from '../../core/testing/users';

export const chatId = '0190d0c0-0000-7000-8000-00000000c4a7';

/** A message of Ben, unless it says otherwise. */
export function messageOf({ seq, ...rest }: Pick<Message, 'seq'> & Partial<Message>): Message {
  const number = String(seq).padStart(12, '0');
  return {
    id: `0190d0c0-0000-7000-8000-${number}`,
    chatId,
    seq,
    author: ben,
    clientMessageId: `0190d0c0-0000-4000-8000-${number}`,
    text: `message ${seq}`,
    createdAt: new Date(Date.UTC(2026, 4, 2, 10, 0, seq)).toISOString(),
    ...rest,
  };
}
