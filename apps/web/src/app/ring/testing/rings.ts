import { type Ring } from '@parlour/contracts';
import { anna, ben } from '../../core/testing/users';

let count = 0;

/** A UUID of version 7, later than all before it. */
export const nextId = (): string => `019a6f3e-0000-7000-9000-${String(++count).padStart(12, '0')}`;

/** Ben calls Anna, unless it is said otherwise. Each ring and call is a new one; the chat of the two is the same. */
export const ringOf = (different: Partial<Ring> = {}): Ring => ({
  id: nextId(),
  callId: nextId(),
  chatId: '019a6f3e-0000-7000-8000-00000000c4a7',
  caller: ben,
  callee: anna,
  video: false,
  startedAt: '2026-11-21T10:00:00.000Z',
  others: [],
  ...different,
});
