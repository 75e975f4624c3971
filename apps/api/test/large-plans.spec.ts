import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { cloneDatabase } from './test-database.js';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../../..');

/** What `tools/bench/queries.mjs` tells of a query. */
interface Figure {
  readonly indexes: readonly string[];
  readonly readWhole: readonly string[];
  readonly messagesRead: number;
}

/** Those that grow with every message. Of the others some are read whole where that is cheaper: they are small. */
const largeTables = [
  'messages',
  'search_entries',
  'search_words',
  'mentions',
  'reactions',
  'attachments',
  'message_versions',
  'chat_reads',
];
const sizes = { messages: 60_000, rooms: 400, users: 800, history: 20_000 };

/** The tools themselves, over the built server's own repositories. */
const tool = async (name: string, options: Record<string, string | number>): Promise<string> => {
  const flags = Object.entries(options).flatMap(([option, value]) => [`--${option}`, String(value)]);
  const { stdout } = await run(process.execPath, [resolve(root, 'tools/bench', name), ...flags], {
    cwd: root,
    maxBuffer: 1e8,
  });
  return stdout;
};

describe('the queries of the chat on a database as it may be after years', () => {
  let figures: Record<string, Figure>;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const database = await cloneDatabase();
    drop = database.drop;
    await tool('seed.mjs', { database: database.url, ...sizes });
    const told = await tool('queries.mjs', { database: database.url, times: 10 });
    ({ figures } = JSON.parse(told.trim().split('\n').at(-1) ?? '') as { figures: Record<string, Figure> });
  }, 240_000);
  afterAll(() => drop());

  const queries = () => Object.entries(figures).filter(([, figure]) => 'readWhole' in figure);

  it('read none of the tables whole that grow with the messages', () => {
    expect(queries().length).toBeGreaterThan(35);
    for (const [name, { readWhole }] of queries()) {
      expect([name, readWhole.filter((table) => largeTables.includes(table))]).toEqual([name, []]);
    }
  });

  it('read about as many messages as they answer with or count, and no stretch of the history more', () => {
    const greedy = queries().filter(([, { messagesRead }]) => messagesRead > 2_500);
    expect(greedy.map(([name, { messagesRead }]) => [name, messagesRead])).toEqual([]);
    expect(figures[`open the longest chat (${sizes.history})`]?.messagesRead).toBeLessThan(120);
  });

  it.each([
    [`open the longest chat (${sizes.history})`, 'messages_chat_id_seq_key'],
    ['page around a message of the longest chat', 'messages_chat_id_seq_key'],
    ['catch up with 20 messages and 20 changes', 'messages_change'],
    ['store a message', 'messages_author_id_client_message_id_key'],
    ['room chats with what is unread', 'messages_naming_room'],
    ['read up to here', 'mentions_pkey'],
    ['search a word that nobody wrote: qqqqqqq', 'search_words_parts'],
    ['search a rare word: zebra', 'search_entries_words'],
    ['may this file be had', 'attachments_pkey'],
  ])('%s uses the index %s', (name, index) => {
    expect(figures[name]?.indexes).toContain(index);
  });
});
