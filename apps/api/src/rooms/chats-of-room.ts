import type { UpdateRoomChatRequest } from '@parlour/contracts';
import type { EntityManager } from 'typeorm';
import { newId } from '../database/ids.js';

/** A chat of a room, as it is for everybody. */
export interface StoredRoomChat {
  readonly id: string;
  readonly roomId: string;
  readonly name: string;
  readonly description: string;
  readonly createdAt: Date;
  readonly archivedAt: Date | null;
}

const columns = `
  id, room_id as "roomId", name, description, created_at as "createdAt", archived_at as "archivedAt"`;

/** The chats of a locked room, as they were when it was locked. */
export class ChatsOfRoom {
  private constructor(
    private readonly manager: EntityManager,
    private readonly roomId: string,
    /** The first one first. */
    readonly ids: readonly [string, ...string[]],
  ) {}

  /** Of a room that is locked already, so that none is opened meanwhile. */
  static async of(manager: EntityManager, roomId: string): Promise<ChatsOfRoom> {
    const rows = await manager.query<{ id: string }[]>(
      'select id from chats where room_id = $1 order by id',
      [roomId],
    );
    const [main, ...others] = rows.map(({ id }) => id);
    if (main === undefined) throw new Error('Every room has a chat');
    return new ChatsOfRoom(manager, roomId, [main, ...others]);
  }

  async add(name: string, description: string): Promise<StoredRoomChat> {
    const [added] = await this.manager.query<StoredRoomChat[]>(
      `insert into chats (id, room_id, name, description, created_at)
       values ($1, $2, $3, $4, now()) returning ${columns}`,
      [newId(), this.roomId, name, description],
    );
    if (added === undefined) throw new Error('An insert returns its row');
    return added;
  }

  /** One of `ids`. What is archived already keeps its time. */
  async update(
    chatId: string,
    { name, description, archived }: UpdateRoomChatRequest,
  ): Promise<StoredRoomChat> {
    const [[updated]] = await this.manager.query<[StoredRoomChat[], number]>(
      `update chats set name = coalesce($2, name), description = coalesce($3, description),
              archived_at = case when coalesce($4, archived_at is not null) then coalesce(archived_at, now()) end
        where id = $1 returning ${columns}`,
      [chatId, name ?? null, description ?? null, archived ?? null],
    );
    if (updated === undefined) throw new Error('A chat of a locked room stays');
    return updated;
  }

  /** Before they go, in the order in which messages lock them when they are stored and indexed: nobody waits in a circle. */
  async lock(): Promise<void> {
    await this.manager.query('select from chats where room_id = $1 order by id for update', [this.roomId]);
  }

  /** Who comes has read what was written before. */
  async markRead(userId: string): Promise<void> {
    await this.manager.query(
      `insert into chat_reads as mark (chat_id, user_id, last_read_seq)
       select id, $2, last_seq from chats where room_id = $1 and last_seq > 0
           on conflict (chat_id, user_id) do update set last_read_seq = excluded.last_read_seq
        where mark.last_read_seq < excluded.last_read_seq`,
      [this.roomId, userId],
    );
  }
}
