import type { CreateRoomRequest, RoomVisibility } from '@parlour/contracts';
import type { EntityManager } from 'typeorm';
import { newId } from '../database/ids.js';
import { ChatsOfRoom } from './chats-of-room.js';

interface LockedRow {
  readonly id: string;
  readonly ownerId: string;
  readonly visibility: RoomVisibility;
}

const lockedRow = 'select r.id, r.owner_id as "ownerId", r.visibility from rooms r';

/**
 * Holds an account until the transaction ends, so that it cannot be deleted meanwhile. Before any room is locked: a deletion
 * takes turns in that order too.
 * @returns whether there still is one.
 */
export async function holdAccount(manager: EntityManager, userId: string): Promise<boolean> {
  const found = await manager.query<unknown[]>(
    'select 1 from users where id = $1 and deleted_at is null for share',
    [userId],
  );
  return found.length > 0;
}

/** What those who are left have to hear of a room that somebody left. */
export type LeftRoom = Pick<RoomTransaction, 'id' | 'chatId' | 'chatIds' | 'ownerId'>;

/** One room, locked until the transaction ends, and what can be done to it. */
export class RoomTransaction {
  readonly id: string;
  readonly visibility: RoomVisibility;
  private owner: string;

  private constructor(
    private readonly manager: EntityManager,
    { id, visibility, ownerId }: LockedRow,
    readonly chats: ChatsOfRoom,
  ) {
    this.id = id;
    this.visibility = visibility;
    this.owner = ownerId;
  }

  /** @returns the slug that it got. */
  static async create(
    manager: EntityManager,
    ownerId: string,
    { title, description, visibility }: CreateRoomRequest,
    slugs: Iterable<string>,
  ): Promise<string> {
    const id = newId();
    for (const slug of slugs) {
      // Waits for a transaction that has just taken the slug, and then finds it taken: no two rooms get one slug.
      const inserted = await manager.query<unknown[]>(
        `insert into rooms (id, slug, title, description, visibility, owner_id, created_at)
         values ($1, $2, $3, $4, $5, $6, now()) on conflict (slug) do nothing returning id`,
        [id, slug, title, description, visibility, ownerId],
      );
      if (inserted.length === 0) continue;
      await manager.query('insert into chats (id, room_id, created_at) values ($1, $2, now())', [
        newId(),
        id,
      ]);
      await manager.query('insert into room_members (room_id, user_id, joined_at) values ($1, $2, now())', [
        id,
        ownerId,
      ]);
      return slug;
    }
    throw new Error('The slugs came to an end');
  }

  static async lock(manager: EntityManager, slug: string): Promise<RoomTransaction | null> {
    const [row] = await manager.query<LockedRow[]>(`${lockedRow} where r.slug = $1 for update`, [slug]);
    return row === undefined ? null : RoomTransaction.of(manager, row);
  }

  /** Every room that somebody is in, in the order of their ids. */
  static async lockAllOf(manager: EntityManager, userId: string): Promise<RoomTransaction[]> {
    const rows = await manager.query<LockedRow[]>(
      `${lockedRow} join room_members m on m.room_id = r.id and m.user_id = $1 order by r.id for update of r`,
      [userId],
    );
    const rooms: RoomTransaction[] = [];
    for (const row of rows) rooms.push(await RoomTransaction.of(manager, row));
    return rooms;
  }

  /** Behind the lock: what was opened before is seen, and nothing is opened from here on. */
  private static async of(manager: EntityManager, row: LockedRow): Promise<RoomTransaction> {
    return new RoomTransaction(manager, row, await ChatsOfRoom.of(manager, row.id));
  }

  /** Its first chat. */
  get chatId(): string {
    return this.chats.ids[0];
  }

  get chatIds(): readonly string[] {
    return this.chats.ids;
  }

  get ownerId(): string {
    return this.owner;
  }

  async hasMember(userId: string): Promise<boolean> {
    return (await this.joinedAt(userId)) !== null;
  }

  async joinedAt(userId: string): Promise<Date | null> {
    const [row] = await this.manager.query<{ joinedAt: Date }[]>(
      'select joined_at as "joinedAt" from room_members where room_id = $1 and user_id = $2',
      [this.id, userId],
    );
    return row?.joinedAt ?? null;
  }

  async addMember(userId: string): Promise<Date> {
    const [row] = await this.manager.query<{ joinedAt: Date }[]>(
      `insert into room_members (room_id, user_id, joined_at) values ($1, $2, clock_timestamp())
       returning joined_at as "joinedAt"`,
      [this.id, userId],
    );
    if (row === undefined) throw new Error('An insert returns its row');
    await this.chats.markRead(userId);
    return row.joinedAt;
  }

  async removeMember(userId: string): Promise<void> {
    await this.manager.query('delete from room_members where room_id = $1 and user_id = $2', [
      this.id,
      userId,
    ]);
  }

  /** An owner hands the room to the member of longest standing; the last to leave closes it. */
  async depart(userId: string): Promise<void> {
    await this.removeMember(userId);
    if (this.owner !== userId) return;
    const heir = await this.memberOfLongestStanding();
    await (heir === null ? this.close() : this.handOverTo(heir));
  }

  private async memberOfLongestStanding(): Promise<string | null> {
    const [row] = await this.manager.query<{ userId: string }[]>(
      `select user_id as "userId" from room_members where room_id = $1
        order by joined_at, user_id limit 1`,
      [this.id],
    );
    return row?.userId ?? null;
  }

  private async handOverTo(userId: string): Promise<void> {
    await this.manager.query('update rooms set owner_id = $2 where id = $1', [this.id, userId]);
    this.owner = userId;
  }

  /** With its chats and every message in them. */
  private async close(): Promise<void> {
    await this.chats.lock();
    await this.manager.query('delete from rooms where id = $1', [this.id]);
  }
}
