import type { DataSource } from 'typeorm';
import { newId } from '../src/database/ids.js';

/** Where a message lies. */
export interface BareMessage {
  readonly userId: string;
  readonly roomId: string;
  readonly chatId: string;
  readonly messageId: string;
}

/** The only message of a database in which nothing else is, written past every server: with columns that were there from the start. */
export async function writeBareMessage(database: DataSource): Promise<BareMessage> {
  const [userId, roomId, chatId, messageId] = [newId(), newId(), newId(), newId()];
  await database.query(
    `insert into users (id, username, email, password_hash, created_at)
     values ($1, 'anna', 'anna@example.org', 'x', now())`,
    [userId],
  );
  await database.query(
    `insert into rooms (id, slug, title, description, visibility, owner_id, created_at)
     values ($1, 'lunch', 'Lunch', '', 'public', $2, now())`,
    [roomId, userId],
  );
  await database.query('insert into chats (id, room_id, created_at) values ($1, $2, now())', [
    chatId,
    roomId,
  ]);
  await database.query(
    `insert into messages (id, chat_id, seq, author_id, client_message_id, text, created_at)
     values ($1, $2, 1, $3, $4, 'Hello', now())`,
    [messageId, chatId, userId, newId()],
  );
  return { userId, roomId, chatId, messageId };
}
