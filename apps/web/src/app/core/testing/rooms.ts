import { type Room } from '@parlour/contracts';
import { ben } from './users';

/** A room of Ben's, of two members of whom we are one, unless it is said otherwise. */
export const roomOf = (different: Partial<Room> = {}): Room => ({
  id: '019a6f3e-0000-7000-8000-0000000000aa',
  slug: 'lunch',
  title: 'Lunch',
  description: '',
  visibility: 'public',
  ownerId: ben.id,
  createdAt: '2026-11-21T10:00:00.000Z',
  memberCount: 2,
  role: 'member',
  chatId: '019a6f3e-0000-7000-8000-0000000000ab',
  live: [],
  ...different,
});
