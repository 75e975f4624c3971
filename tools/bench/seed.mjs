import { chmod, mkdir } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../dist/apps/api/database/embedded/embedded-postgres.js';
import { migrate } from '../../dist/apps/api/database/migrate.js';
import { fail, inRoot } from '../project.mjs';
import { fillDatabase } from './large/fill.mjs';
import { indexAll } from './large/search-index.mjs';

/**
 * `npm run seed:large [-- --database URL | --data-folder PATH] [--messages N --rooms N --users N --history N
 * --no-search]`: a database as it may be after years. `history` are the messages of its longest chat; as many as `messages`, and all
 * are in that one.
 */
const { values } = parseArgs({
  allowNegative: true,
  options: {
    search: { type: 'boolean', default: true },
    database: { type: 'string' },
    'data-folder': { type: 'string', default: inRoot('data/large') },
    messages: { type: 'string', default: '1000000' },
    rooms: { type: 'string', default: '5000' },
    users: { type: 'string', default: '10000' },
    history: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
  },
});
const numbers = ['messages', 'rooms', 'users', 'history', 'seed'].map((name) => [name, Number(values[name])]);
const sizes = { ...Object.fromEntries(numbers), password: 'violet-anchor-piano-93' };

const postgres = values.database === undefined ? await startEmbedded(values['data-folder']) : null;
const url = postgres?.url ?? values.database;
const startedAt = performance.now();
const say = (what) => console.log(`${((performance.now() - startedAt) / 1000).toFixed(1)} s: ${what}`);
try {
  await migrate(url);
  await fill();
} finally {
  await postgres?.stop();
}

async function fill() {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query('select 1 from users limit 1');
    if (rows.length > 0) fail('There are people in this database already: give an empty one.');
    await fillDatabase(client, sizes, say);
    if (values.search) await indexAll(url, 2, say);
    await client.query('vacuum analyze');
    say('done');
    console.log(`Everybody's password is ${sizes.password}; "reader" is in many rooms.`);
  } finally {
    await client.end();
  }
}

async function startEmbedded(folder) {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o711); // as root, PostgreSQL is another user, who has to get through
  return startEmbeddedPostgres({ dataFolder: folder, userName: process.env.POSTGRES_USER ?? 'nobody' });
}
