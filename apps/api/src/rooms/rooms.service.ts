import { Injectable } from '@nestjs/common';
import type {
  CreateRoomRequest,
  listMembersQuery,
  listRoomsQuery,
  MemberPage,
  Room,
  RoomMember,
  RoomPage,
  RoomRole,
} from '@parlour/contracts';
import type { z } from 'zod';
import type { CurrentUser } from '../auth/current-user.js';
import { Config } from '../config/config.js';
import { ApiError } from '../http/api-error.js';
import { RatePerKey } from '../realtime/token-bucket.js';
import { LiveCalls } from '../signaling/live-calls.js';
import { userOf } from '../users/user-json.js';
import { UsersRepository } from '../users/users.repository.js';
import { RoomAnnouncements } from './room-announcements.js';
import { ownedBy, visibleTo } from './room-rules.js';
import type { LeftRoom } from './room-transaction.js';
import { RoomsRepository, type StoredMember, type StoredRoom } from './rooms.repository.js';
import { slugCandidates, slugOf } from './slugs.js';

/** Rooms and who is in them. What is stored comes first, then the sockets are told. */
@Injectable()
export class RoomsService {
  private readonly creations: RatePerKey;

  constructor(
    config: Config,
    private readonly rooms: RoomsRepository,
    private readonly users: UsersRepository,
    private readonly liveCalls: LiveCalls,
    private readonly announcements: RoomAnnouncements,
  ) {
    this.creations = new RatePerKey(config.roomRate);
  }

  /** @throws ApiError rate_limited; unauthenticated, where the account is gone. */
  async create(user: CurrentUser, request: CreateRoomRequest): Promise<Room> {
    this.creations.spend(user.id);
    const slug = await this.rooms.create(user.id, request, slugCandidates(slugOf(request.title)));
    if (slug === null) throw new ApiError('unauthenticated');
    const room = await this.get(user, slug);
    this.announcements.opened(user.id, room);
    return room;
  }

  async list(
    user: CurrentUser,
    { scope, before, limit }: z.output<typeof listRoomsQuery>,
  ): Promise<RoomPage> {
    const page = { before, limit: limit + 1 }; // one more tells whether there is more
    const found =
      scope === 'mine'
        ? await this.rooms.roomsOf(user.id, page)
        : await this.rooms.publicRooms(user.id, page);
    return {
      rooms: this.asSeenBy(user.id, found.slice(0, limit)),
      hasMore: found.length > limit,
    };
  }

  /** @throws ApiError room_not_found, also for a private room that the user is not in. */
  async get(user: CurrentUser, slug: string): Promise<Room> {
    const found = await this.visibleRoom(user.id, slug);
    const [room] = this.asSeenBy(user.id, [found]);
    if (room === undefined) throw new ApiError('room_not_found');
    return room;
  }

  /** @throws ApiError room_not_found */
  async join(user: CurrentUser, slug: string): Promise<Room> {
    const joinedAt = await this.rooms.admit(user.id, slug, async (locked, hasAccount) => {
      if (!hasAccount) throw new ApiError('unauthenticated');
      const { room, isMember } = await visibleTo(user.id, locked);
      return isMember ? null : room.addMember(user.id);
    });
    const newcomer = joinedAt === null ? null : await this.users.userById(user.id);
    const room = await this.get(user, slug);
    if (joinedAt !== null && newcomer !== null) {
      await this.announcements.joined(memberOf({ user: newcomer, joinedAt }, room), room);
    }
    return room;
  }

  /**
   * An owner hands the room to the member of longest standing; the last to leave closes it.
   * @throws ApiError room_not_found, not_a_member.
   */
  async leave(user: CurrentUser, slug: string): Promise<void> {
    const left = await this.rooms.change(slug, async (locked) => {
      const { room, isMember } = await visibleTo(user.id, locked);
      if (!isMember) throw new ApiError('not_a_member');
      await room.depart(user.id);
      return room;
    });
    await this.announceLeft(user.id, left);
  }

  /** Somebody whose account was deleted: their rooms know it in the database already. After the commit. */
  async announceGone(userId: string, rooms: readonly LeftRoom[]): Promise<void> {
    await Promise.all(rooms.map((room) => this.announceLeft(userId, room)));
  }

  /** @throws ApiError room_not_found, not_a_member. */
  async members(
    user: CurrentUser,
    slug: string,
    { after, name, limit }: z.output<typeof listMembersQuery>,
  ): Promise<MemberPage> {
    const room = await this.visibleRoom(user.id, slug);
    if (!room.isMember) throw new ApiError('not_a_member');
    const found = await this.rooms.membersOf(room.id, { after, name, limit: limit + 1 });
    return {
      members: found.slice(0, limit).map((member) => memberOf(member, room)),
      hasMore: found.length > limit,
    };
  }

  /** @throws ApiError room_not_found, not_the_owner, user_not_found. */
  async addMember(user: CurrentUser, slug: string, username: string): Promise<RoomMember> {
    const person = await this.users.byUsername(username);
    const { member, isNew } = await this.rooms.admit(person?.id, slug, async (locked, hasAccount) => {
      const room = await ownedBy(user.id, locked);
      if (person === null || !hasAccount) throw new ApiError('user_not_found');
      const since = await room.joinedAt(person.id);
      const joinedAt = since ?? (await room.addMember(person.id));
      return { member: memberOf({ user: userOf(person), joinedAt }, room), isNew: since === null };
    });
    if (isNew) await this.announceAdded(member, slug);
    return member;
  }

  /**
   * Removing somebody who is not there changes nothing. An owner cannot be removed, they leave.
   * @throws ApiError room_not_found, not_the_owner, user_not_found, forbidden.
   */
  async removeMember(user: CurrentUser, slug: string, username: string): Promise<void> {
    const person = await this.users.byUsername(username);
    const removed = await this.rooms.change(slug, async (locked) => {
      const room = await ownedBy(user.id, locked);
      if (person === null) throw new ApiError('user_not_found');
      if (person.id === room.ownerId) throw new ApiError('forbidden');
      if (!(await room.hasMember(person.id))) return null;
      await room.removeMember(person.id);
      return { userId: person.id, room };
    });
    if (removed !== null) await this.announceLeft(removed.userId, removed.room);
  }

  private async visibleRoom(userId: string, slug: string): Promise<StoredRoom> {
    const room = await this.rooms.bySlug(userId, slug);
    if (room === null || (room.visibility === 'private' && !room.isMember)) {
      throw new ApiError('room_not_found');
    }
    return room;
  }

  private asSeenBy(userId: string, rooms: readonly StoredRoom[]): Room[] {
    const live = this.liveCalls.peopleIn(rooms.map(({ id }) => id));
    return rooms.map(({ isMember, createdAt, ...room }) => ({
      ...room,
      createdAt: createdAt.toISOString(),
      role: isMember ? roleOf(userId, room) : null,
      live: live.get(room.id) ?? [],
    }));
  }

  /** The room may have changed again since: then whoever changed it has told so. */
  private async announceAdded(member: RoomMember, slug: string): Promise<void> {
    const stored = await this.rooms.bySlug(member.user.id, slug);
    if (stored === null || !stored.isMember) return;
    const [room] = this.asSeenBy(member.user.id, [stored]);
    if (room !== undefined) await this.announcements.joined(member, room);
  }

  private async announceLeft(userId: string, room: LeftRoom): Promise<void> {
    const told = this.announcements.left(userId, room);
    this.liveCalls.removeUserFromRoom(userId, room.id);
    await told;
  }
}

const roleOf = (userId: string, { ownerId }: { readonly ownerId: string }): RoomRole =>
  userId === ownerId ? 'owner' : 'member';

const memberOf = ({ user, joinedAt }: StoredMember, room: { readonly ownerId: string }): RoomMember => ({
  user,
  role: roleOf(user.id, room),
  joinedAt: joinedAt.toISOString(),
});
