import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Several chats in a room; replies, mentions, reactions, edits and deletions with a cursor over what changes; files; read marks
 * that others see; search.
 */
export class Chat0003 implements MigrationInterface {
  readonly name = 'Chat1763700000003';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of reversal) await runner.query(statement);
  }
}

const statements = [
  // Both are trusted: who owns the database may have them.
  'CREATE EXTENSION IF NOT EXISTS pg_trgm',
  'CREATE EXTENSION IF NOT EXISTS unaccent',
  'ALTER TABLE users ADD COLUMN show_read boolean NOT NULL DEFAULT true',
  `ALTER TABLE chats
    ADD COLUMN description text NOT NULL DEFAULT '',
    ADD COLUMN archived_at timestamptz(3),
    ADD COLUMN last_change bigint NOT NULL DEFAULT 0`,
  'ALTER TABLE chat_reads ADD COLUMN muted boolean NOT NULL DEFAULT false',
  // Until now nobody has counted what is unread in a room: it begins with what comes next.
  `INSERT INTO chat_reads (chat_id, user_id, last_read_seq)
    SELECT c.id, m.user_id, c.last_seq FROM chats c JOIN room_members m ON m.room_id = c.room_id WHERE c.last_seq > 0
    ON CONFLICT DO NOTHING`,
  // Finding members by the beginning of their name; usernames have an index already.
  `CREATE INDEX users_display_name_prefix ON users (lower(display_name) text_pattern_ops) WHERE deleted_at IS NULL`,
  // Null is the common case of all of them, and takes no place.
  `ALTER TABLE messages
    ADD COLUMN reply_to_seq bigint,
    ADD COLUMN mentions uuid[],
    ADD COLUMN mentions_room boolean NOT NULL DEFAULT false,
    ADD COLUMN edited_at timestamptz(3),
    ADD COLUMN deleted_at timestamptz(3),
    ADD COLUMN change bigint`,
  // Catching up with what has changed.
  'CREATE UNIQUE INDEX messages_change ON messages (chat_id, change) WHERE change IS NOT NULL',
  // Counting what names everybody, and what names one person, behind a read mark.
  'CREATE INDEX messages_naming_room ON messages (chat_id, seq) WHERE mentions_room',
  `CREATE TABLE mentions (
    chat_id uuid NOT NULL REFERENCES chats ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users,
    seq bigint NOT NULL,
    PRIMARY KEY (chat_id, user_id, seq)
  )`,
  `CREATE TABLE message_versions (
    message_id uuid NOT NULL REFERENCES messages ON DELETE CASCADE,
    version integer NOT NULL,
    text text NOT NULL,
    written_at timestamptz(3) NOT NULL,
    PRIMARY KEY (message_id, version)
  )`,
  `CREATE TABLE reactions (
    message_id uuid NOT NULL REFERENCES messages ON DELETE CASCADE,
    emoji text NOT NULL,
    user_id uuid NOT NULL REFERENCES users,
    given_at timestamptz(3) NOT NULL,
    PRIMARY KEY (message_id, emoji, user_id)
  )`,
  `CREATE TABLE attachments (
    id uuid PRIMARY KEY,
    chat_id uuid NOT NULL REFERENCES chats ON DELETE CASCADE,
    owner_id uuid NOT NULL REFERENCES users,
    message_id uuid REFERENCES messages ON DELETE CASCADE,
    position smallint,
    name text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('image', 'video', 'audio', 'file')),
    media_type text NOT NULL,
    size_bytes bigint NOT NULL CHECK (size_bytes > 0),
    preview_width integer,
    preview_height integer,
    created_at timestamptz(3) NOT NULL,
    CHECK ((message_id IS NULL) = (position IS NULL)),
    CHECK ((preview_width IS NULL) = (preview_height IS NULL))
  )`,
  'CREATE INDEX attachments_message ON attachments (message_id, position)',
  'CREATE INDEX attachments_chat ON attachments (chat_id)',
  // Those that no message took, for the broom.
  'CREATE INDEX attachments_loose ON attachments (created_at) WHERE message_id IS NULL',
  // A row may go by many ways, with its room among them: its file must go too, and is remembered until it has.
  'CREATE TABLE discarded_files (id uuid PRIMARY KEY)',
  `CREATE FUNCTION remember_discarded_file() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO discarded_files (id) VALUES (OLD.id) ON CONFLICT DO NOTHING; RETURN NULL; END $$`,
  `CREATE TRIGGER attachment_discarded AFTER DELETE ON attachments
    FOR EACH ROW EXECUTE FUNCTION remember_discarded_file()`,
  // Words without their accents, whatever the language.
  'CREATE TEXT SEARCH CONFIGURATION parlour (COPY = simple)',
  'ALTER TEXT SEARCH CONFIGURATION parlour ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple',
  // Without punctuation, which the parser would read as addresses, paths and numbers with a sign; and with spaces between the
  // signs of Chinese and Japanese, which are words without any.
  `CREATE FUNCTION search_text(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    CASE WHEN $1 ~ '[\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff]'
      THEN regexp_replace(regexp_replace($1, '[!-/:-@\\[-\`{-~]+', ' ', 'g'),
        '([\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff])', ' \\1 ', 'g')
      ELSE regexp_replace($1, '[!-/:-@\\[-\`{-~]+', ' ', 'g') END`,
  // Who writes does not wait for the index: messages queue, and are indexed a moment later.
  'CREATE TABLE search_queue (message_id uuid PRIMARY KEY)',
  `CREATE TABLE search_entries (
    chat_id uuid NOT NULL REFERENCES chats ON DELETE CASCADE,
    message_id uuid NOT NULL,
    words tsvector NOT NULL,
    PRIMARY KEY (chat_id, message_id)
  )`,
  // New entries wait in a list that every search reads: a short one.
  'CREATE INDEX search_entries_words ON search_entries USING gin (words) WITH (gin_pending_list_limit = 512)',
  // Every word that was ever written, once: parts of words are looked for here.
  'CREATE TABLE search_words (word text PRIMARY KEY)',
  'CREATE INDEX search_words_parts ON search_words USING gin (word gin_trgm_ops)',
  'INSERT INTO search_queue SELECT id FROM messages',
];

const reversal = [
  'DROP TABLE search_words, search_entries, search_queue',
  'DROP FUNCTION search_text',
  'DROP TEXT SEARCH CONFIGURATION parlour',
  'DROP TABLE attachments, discarded_files, reactions, message_versions, mentions',
  'DROP FUNCTION remember_discarded_file',
  `ALTER TABLE messages DROP COLUMN reply_to_seq, DROP COLUMN mentions, DROP COLUMN mentions_room,
    DROP COLUMN edited_at, DROP COLUMN deleted_at, DROP COLUMN change`,
  'DROP INDEX users_display_name_prefix',
  'ALTER TABLE chat_reads DROP COLUMN muted',
  'ALTER TABLE chats DROP COLUMN description, DROP COLUMN archived_at, DROP COLUMN last_change',
  'ALTER TABLE users DROP COLUMN show_read',
];
