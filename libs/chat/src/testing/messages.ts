import type { Message, User } from '@parlour/contracts';
import type { Failure, FailureCode } from '../ports';

export const chatId = '0190d0c0-0000-7000-8000-00000000c4a7';
export const otherChatId = '0190d0c0-0000-7000-8000-00000000c4a8';

export const anna = userOf('anna', 1);
export const ben = userOf('ben', 2);

export function userOf(username: string, number: number): User {
  return { id: `0190d0c0-0000-7000-8000-${padded(number)}`, username, displayName: username, avatar: null };
}

/** A message of Ben, unless it says otherwise. */
export function messageOf({ seq, ...rest }: Pick<Message, 'seq'> & Partial<Message>): Message {
  return {
    id: `0190d0c0-0000-7000-9000-${padded(seq)}`,
    chatId,
    seq,
    author: ben,
    clientMessageId: `0190d0c0-0000-4000-8000-${padded(seq)}`,
    text: `message ${seq}`,
    createdAt: new Date(Date.UTC(2026, 4, 2, 10, 0, seq)).toISOString(),
    ...rest,
  };
}

/** As the port rejects. */
export function failure(code: FailureCode, info: Failure['info'] = {}): Failure {
  return { code, isPassing: ['offline', 'unavailable', 'rate_limited'].includes(code), info };
}

function padded(number: number): string {
  return String(number).padStart(12, '0');
}
