import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Profiles and pictures, password resets, what two people are to each other, direct chats, calls that ring. */
export class People0002 implements MigrationInterface {
  readonly name = 'People1763700000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of reversal) await runner.query(statement);
  }
}

const statements = [
  // A deleted account keeps its row, for the messages that stay: without address, password, name.
  `ALTER TABLE users
    ALTER COLUMN email DROP NOT NULL,
    ADD COLUMN display_name text NOT NULL DEFAULT '',
    ADD COLUMN bio text NOT NULL DEFAULT '',
    ADD COLUMN avatar_id uuid,
    ADD COLUMN status text NOT NULL DEFAULT 'auto' CHECK (status IN ('auto', 'dnd', 'invisible')),
    ADD COLUMN show_last_seen boolean NOT NULL DEFAULT true,
    ADD COLUMN last_seen_at timestamptz(3),
    ADD COLUMN deleted_at timestamptz(3)`,
  'UPDATE users SET display_name = username',
  // Finding people by the beginning of their name.
  'CREATE INDEX users_username_prefix ON users (username text_pattern_ops) WHERE deleted_at IS NULL',
  `ALTER TABLE sessions ADD COLUMN user_agent text NOT NULL DEFAULT ''`,
  `CREATE TABLE avatars (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL UNIQUE REFERENCES users ON DELETE CASCADE,
    webp_64 bytea NOT NULL,
    webp_256 bytea NOT NULL,
    webp_512 bytea NOT NULL
  )`,
  `CREATE TABLE password_resets (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    token_hash bytea NOT NULL UNIQUE,
    expires_at timestamptz(3) NOT NULL
  )`,
  'CREATE INDEX password_resets_user ON password_resets (user_id)',
  // Forgetting those that have expired.
  'CREATE INDEX password_resets_expiry ON password_resets (expires_at)',
  // One row for a pair that is anything to each other, whoever began. Each fact has its own time, because one of the two
  // may see it and not the others.
  `CREATE TABLE relations (
    low_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    high_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    requested_by uuid,
    requested_at timestamptz(3),
    friends_since timestamptz(3),
    low_blocked_at timestamptz(3),
    high_blocked_at timestamptz(3),
    PRIMARY KEY (low_id, high_id),
    CHECK (low_id < high_id),
    CHECK (requested_by IS NULL OR requested_by IN (low_id, high_id)),
    CHECK ((requested_by IS NULL) = (requested_at IS NULL)),
    CHECK (friends_since IS NULL
      OR (requested_by IS NULL AND low_blocked_at IS NULL AND high_blocked_at IS NULL)),
    CHECK (num_nonnulls(requested_by, friends_since, low_blocked_at, high_blocked_at) > 0)
  )`,
  'CREATE INDEX relations_high ON relations (high_id)',
  // A chat is of a room, or of two people.
  `ALTER TABLE chats
    ALTER COLUMN room_id DROP NOT NULL,
    ADD COLUMN low_id uuid REFERENCES users,
    ADD COLUMN high_id uuid REFERENCES users,
    ADD CHECK (low_id < high_id),
    ADD CHECK ((room_id IS NULL) = (low_id IS NOT NULL AND high_id IS NOT NULL)),
    ADD UNIQUE (low_id, high_id)`,
  'CREATE INDEX chats_high ON chats (high_id)',
  `CREATE TABLE chat_reads (
    chat_id uuid NOT NULL REFERENCES chats ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    last_read_seq bigint NOT NULL,
    PRIMARY KEY (chat_id, user_id)
  )`,
  'CREATE INDEX chat_reads_user ON chat_reads (user_id)',
  'ALTER TABLE messages ADD COLUMN call jsonb',
  `CREATE TABLE rings (
    id uuid PRIMARY KEY,
    call_id uuid NOT NULL,
    chat_id uuid NOT NULL REFERENCES chats ON DELETE CASCADE,
    caller_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    callee_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    video boolean NOT NULL,
    started_at timestamptz(3) NOT NULL,
    answered_at timestamptz(3),
    ended_at timestamptz(3),
    outcome text CHECK (outcome IN
      ('answered', 'declined', 'cancelled', 'missed', 'busy', 'do-not-disturb', 'unavailable')),
    CHECK ((ended_at IS NULL) OR (outcome IS NOT NULL))
  )`,
  // The log of a person, newest first, by keyset.
  'CREATE INDEX rings_caller ON rings (caller_id, id DESC)',
  'CREATE INDEX rings_callee ON rings (callee_id, id DESC)',
  'CREATE INDEX rings_chat ON rings (chat_id)',
  'CREATE INDEX rings_call ON rings (call_id)',
  // Never two calls between one pair; and what a stopped server left open.
  `CREATE UNIQUE INDEX rings_open ON rings (least(caller_id, callee_id), greatest(caller_id, callee_id))
    WHERE ended_at IS NULL`,
];

const reversal = [
  'DROP TABLE rings, chat_reads, relations, password_resets, avatars',
  'ALTER TABLE messages DROP COLUMN call',
  'DELETE FROM chats WHERE room_id IS NULL',
  'ALTER TABLE chats DROP COLUMN low_id, DROP COLUMN high_id, ALTER COLUMN room_id SET NOT NULL',
  'ALTER TABLE sessions DROP COLUMN user_agent',
  `UPDATE users SET email = id || '@deleted.invalid' WHERE email IS NULL`,
  `ALTER TABLE users ALTER COLUMN email SET NOT NULL, DROP COLUMN display_name, DROP COLUMN bio,
    DROP COLUMN avatar_id, DROP COLUMN status, DROP COLUMN show_last_seen, DROP COLUMN last_seen_at,
    DROP COLUMN deleted_at`,
];
