import { Injectable } from '@nestjs/common';
import type { CreateRoomRequest, RoomVisibility, User } from '@parlour/contracts';
import { DataSource } from 'typeorm';
import { userJson } from '../users/user-json.js';
import { holdAccount, RoomTransaction } from './room-transaction.js';

/** A room as one person sees it, without who is live in it. */
export interface StoredRoom {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly visibility: RoomVisibility;
  readonly ownerId: string;
  readonly createdAt: Date;
  readonly memberCount: number;
  readonly isMember: boolean;
  readonly chatId: string;
}

export interface StoredMember {
  readonly user: User;
  readonly joinedAt: Date;
}

export interface RoomsPage {
  /** The id of the last room of the page before. */
  readonly before: string | undefined;
  readonly limit: number;
}

export interface MembersPage {
  /** The id of the last member of the page before. */
  readonly after: string | undefined;
  /** The beginning of a username or a display name, whatever the case. */
  readonly name: string | undefined;
  readonly limit: number;
}

/** A `StoredRoom` of each room of a page, for the person who is parameter 1: one query, whatever their number. */
const roomsOfPage = (page: string) => `
  select r.id, r.slug, r.title, r.description, r.visibility, r.owner_id as "ownerId", r.created_at as "createdAt",
         (select count(*)::int from room_members n where n.room_id = r.id) as "memberCount",
         me.user_id is not null as "isMember",
         (select c.id from chats c where c.room_id = r.id order by c.id limit 1) as "chatId"
    from (${page}) page
    join rooms r on r.id = page.id
    left join room_members me on me.room_id = r.id and me.user_id = $1
   order by r.id desc`;

/** Exported for the test that reads their plans. */
export const roomQueries = {
  bySlug: roomsOfPage('select id from rooms where slug = $2'),
  mine: roomsOfPage(`
    select room_id as id from room_members
     where user_id = $1 and room_id < $2 order by room_id desc limit $3`),
  public: roomsOfPage(`
    select id from rooms where visibility = 'public' and id < $2 order by id desc limit $3`),
  members: `
    select ${userJson('u')} as "user", m.joined_at as "joinedAt"
      from room_members m join users u on u.id = m.user_id
     where m.room_id = $1 and m.user_id > $2
     order by m.user_id limit $3`,
  membersByName: `
    select ${userJson('u')} as "user", m.joined_at as "joinedAt"
      from users u join room_members m on m.room_id = $1 and m.user_id = u.id
     where u.deleted_at is null and (u.username like lower($4) or lower(u.display_name) like lower($4))
       and m.user_id > $2
     order by m.user_id limit $3`,
  chatIds: 'select id from chats where room_id = $1',
} as const;

/** Beyond every id, and before every id. */
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const firstId = '00000000-0000-0000-0000-000000000000';

@Injectable()
export class RoomsRepository {
  constructor(private readonly database: DataSource) {}

  async bySlug(userId: string, slug: string): Promise<StoredRoom | null> {
    const [room] = await this.database.query<StoredRoom[]>(roomQueries.bySlug, [userId, slug]);
    return room ?? null;
  }

  /** The rooms that the person is in, newest first. */
  roomsOf(userId: string, { before = lastId, limit }: RoomsPage): Promise<StoredRoom[]> {
    return this.database.query(roomQueries.mine, [userId, before, limit]);
  }

  /** The public rooms as the person sees them, newest first. */
  publicRooms(userId: string, { before = lastId, limit }: RoomsPage): Promise<StoredRoom[]> {
    return this.database.query(roomQueries.public, [userId, before, limit]);
  }

  /** In the order of their accounts; by the beginning of a name, if one is given. */
  membersOf(roomId: string, { after = firstId, name, limit }: MembersPage): Promise<StoredMember[]> {
    if (name === undefined) return this.database.query(roomQueries.members, [roomId, after, limit]);
    const pattern = `${name.replace(/[\\%_]/g, '\\$&')}%`;
    return this.database.query(roomQueries.membersByName, [roomId, after, limit, pattern]);
  }

  /** None where there is no such room. */
  async chatIdsOf(roomId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }[]>(roomQueries.chatIds, [roomId]);
    return rows.map(({ id }) => id);
  }

  /**
   * With its chat and its owner as the first member, under the first of the slugs that is free.
   * @returns the slug; null where the owner has no account any more.
   */
  create(ownerId: string, request: CreateRoomRequest, slugs: Iterable<string>): Promise<string | null> {
    return this.database.transaction(async (manager) =>
      (await holdAccount(manager, ownerId)) ? RoomTransaction.create(manager, ownerId, request, slugs) : null,
    );
  }

  /**
   * Runs `work` on a room that nobody else changes meanwhile: all of it is stored, or, if it throws, nothing.
   * `work` receives null where there is no room of that slug.
   */
  change<T>(slug: string, work: (room: RoomTransaction | null) => Promise<T>): Promise<T> {
    return this.database.transaction(async (manager) => work(await RoomTransaction.lock(manager, slug)));
  }

  /** As `change`, for letting somebody in, whose account is held meanwhile, if there is one. */
  admit<T>(
    newcomerId: string | undefined,
    slug: string,
    work: (room: RoomTransaction | null, hasAccount: boolean) => Promise<T>,
  ): Promise<T> {
    return this.database.transaction(async (manager) => {
      const hasAccount = newcomerId !== undefined && (await holdAccount(manager, newcomerId));
      return work(await RoomTransaction.lock(manager, slug), hasAccount);
    });
  }
}
