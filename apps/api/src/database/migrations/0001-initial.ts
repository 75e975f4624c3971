import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts and their sessions, rooms with members and a chat each, messages. Ids are UUIDv7 made by the server. */
export class Initial0001 implements MigrationInterface {
  readonly name = 'Initial1763700000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE messages, chats, room_members, rooms, refresh_tokens, sessions, users');
  }
}

const statements = [
  `CREATE TABLE users (
    id uuid PRIMARY KEY,
    username text NOT NULL UNIQUE CHECK (username = lower(username)),
    email text NOT NULL UNIQUE CHECK (email = lower(email)),
    password_hash text NOT NULL,
    created_at timestamptz(3) NOT NULL
  )`,
  `CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    created_at timestamptz(3) NOT NULL,
    last_used_at timestamptz(3) NOT NULL,
    ended_at timestamptz(3)
  )`,
  // Ending all sessions of a person, and finding those that nobody came back to.
  'CREATE INDEX sessions_user ON sessions (user_id)',
  'CREATE INDEX sessions_last_used ON sessions (last_used_at)',
  `CREATE TABLE refresh_tokens (
    id uuid PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
    token_hash bytea NOT NULL UNIQUE,
    issued_at timestamptz(3) NOT NULL,
    expires_at timestamptz(3) NOT NULL,
    used_at timestamptz(3)
  )`,
  'CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id)',
  // Forgetting those that have expired.
  'CREATE INDEX refresh_tokens_expiry ON refresh_tokens (expires_at)',
  `CREATE TABLE rooms (
    id uuid PRIMARY KEY,
    slug text NOT NULL UNIQUE,
    title text NOT NULL,
    description text NOT NULL,
    visibility text NOT NULL CHECK (visibility IN ('public', 'private')),
    owner_id uuid NOT NULL REFERENCES users,
    created_at timestamptz(3) NOT NULL
  )`,
  'CREATE INDEX rooms_owner ON rooms (owner_id)',
  // The list of public rooms, newest first, by keyset.
  `CREATE INDEX rooms_public ON rooms (id DESC) WHERE visibility = 'public'`,
  `CREATE TABLE room_members (
    room_id uuid NOT NULL REFERENCES rooms ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    joined_at timestamptz(3) NOT NULL,
    PRIMARY KEY (room_id, user_id)
  )`,
  // The list of my rooms, newest first, by keyset; the chats that a socket belongs to.
  'CREATE INDEX room_members_user ON room_members (user_id, room_id DESC)',
  `CREATE TABLE chats (
    id uuid PRIMARY KEY,
    room_id uuid NOT NULL REFERENCES rooms ON DELETE CASCADE,
    name text NOT NULL DEFAULT 'General',
    last_seq bigint NOT NULL DEFAULT 0,
    created_at timestamptz(3) NOT NULL
  )`,
  'CREATE INDEX chats_room ON chats (room_id)',
  `CREATE TABLE messages (
    id uuid PRIMARY KEY,
    chat_id uuid NOT NULL REFERENCES chats ON DELETE CASCADE,
    seq bigint NOT NULL,
    author_id uuid NOT NULL REFERENCES users,
    client_message_id uuid NOT NULL,
    text text NOT NULL,
    created_at timestamptz(3) NOT NULL,
    UNIQUE (chat_id, seq),
    UNIQUE (author_id, client_message_id)
  )`,
];
