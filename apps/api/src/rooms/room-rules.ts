import { ApiError } from '../http/api-error.js';
import type { RoomTransaction } from './room-transaction.js';

/** @throws ApiError room_not_found, for an unknown room and for a private one as a stranger alike. */
export async function visibleTo(
  userId: string,
  room: RoomTransaction | null,
): Promise<{ room: RoomTransaction; isMember: boolean }> {
  if (room === null) throw new ApiError('room_not_found');
  const isMember = await room.hasMember(userId);
  if (room.visibility === 'private' && !isMember) throw new ApiError('room_not_found');
  return { room, isMember };
}

/** @throws ApiError room_not_found, not_the_owner. */
export async function ownedBy(userId: string, locked: RoomTransaction | null): Promise<RoomTransaction> {
  const { room } = await visibleTo(userId, locked);
  if (room.ownerId !== userId) throw new ApiError('not_the_owner');
  return room;
}
