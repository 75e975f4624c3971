import { type EventPayload, type Presence, type RoomPresence } from '@parlour/contracts';

export type RoomPresenceChange = EventPayload<'presence:room-changed'>;

/** Who has each of the rooms open that this tab has open: room id → user id → presence. */
export type RoomPresences = ReadonlyMap<string, ReadonlyMap<string, Presence>>;

export function enterRoom(rooms: RoomPresences, { roomId, people }: RoomPresence): RoomPresences {
  return new Map(rooms).set(roomId, new Map(people.map(({ userId, presence }) => [userId, presence])));
}

export function leaveRoom(rooms: RoomPresences, roomId: string): RoomPresences {
  const left = new Map(rooms);
  left.delete(roomId);
  return left;
}

/** What is told of a room that was not entered, or was left meanwhile, changes nothing. */
export function changeRoom(rooms: RoomPresences, change: RoomPresenceChange): RoomPresences {
  const people = rooms.get(change.roomId);
  if (!people) return rooms;
  const changed = new Map(people);
  if (change.presence) changed.set(change.userId, change.presence);
  else changed.delete(change.userId);
  return new Map(rooms).set(change.roomId, changed);
}
