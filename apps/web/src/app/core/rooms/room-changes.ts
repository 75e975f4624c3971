import { type EventPayload, type Room } from '@parlour/contracts';

/** What the socket tells about rooms, as one union. */
export type RoomChange =
  | { readonly kind: 'added'; readonly room: Room }
  | { readonly kind: 'removed'; readonly roomId: string }
  | ({ readonly kind: 'live' } & EventPayload<'room:live'>)
  | ({ readonly kind: 'member-joined' } & EventPayload<'room:member-joined'>)
  | ({ readonly kind: 'member-left' } & EventPayload<'room:member-left'>);

/** The list after one change. Applying a change twice is the same as once, but for the counts of members. */
export function changeRooms(
  rooms: readonly Room[],
  change: RoomChange,
  myId: string | null,
): readonly Room[] {
  switch (change.kind) {
    case 'added':
      return [change.room, ...rooms.filter(({ id }) => id !== change.room.id)].toSorted(newestFirst);
    case 'removed':
      return rooms.filter(({ id }) => id !== change.roomId);
    case 'live':
      return patch(rooms, change.roomId, () => ({ live: change.live }));
    case 'member-joined':
      // One's own joining comes with the room itself, counted.
      if (change.member.user.id === myId) return rooms;
      return patch(rooms, change.roomId, ({ memberCount }) => ({ memberCount: memberCount + 1 }));
    case 'member-left':
      return patch(rooms, change.roomId, ({ memberCount, role }) => ({
        memberCount: Math.max(0, memberCount - 1),
        ownerId: change.ownerId,
        role: change.ownerId === myId ? 'owner' : role,
      }));
  }
}

function patch(
  rooms: readonly Room[],
  roomId: string,
  change: (room: Room) => Partial<Room>,
): readonly Room[] {
  return rooms.map((room) => (room.id === roomId ? { ...room, ...change(room) } : room));
}

/** Ids are UUIDs of version 7: their order is that of time. */
const newestFirst = (a: Room, b: Room): number => (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

/** A later page at the end of the list, without those that are in it already. */
export function appendRooms(rooms: readonly Room[], page: readonly Room[]): readonly Room[] {
  const known = new Set(rooms.map(({ id }) => id));
  return [...rooms, ...page.filter(({ id }) => !known.has(id))];
}
