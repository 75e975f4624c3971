import { createHmac, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { Child } from './child.mjs';

const tokenLifeSeconds = 600;

/** Nobody sends as much as a benchmark: what slows people who send too much would be all that is measured. */
const unlimited = { perSecond: 1e6, burst: 1e6 };
export const withoutLimits = {
  commandRate: unlimited,
  messageRate: unlimited,
  socketsPerAddress: 100_000,
  strangersPerAddress: 100_000,
};

/** The built API with its embedded PostgreSQL, in a data folder of its own. `config`: what is not as usual. */
export async function startApi({ core, config = {}, nodeOptions = [] }) {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'parlour-bench-'));
  await chmod(folder, 0o711); // as root, PostgreSQL is another user, who has to get through
  const child = new Child('api-server.mjs', {
    core,
    nodeOptions,
    env: {
      NODE_ENV: 'production',
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_FOLDER: folder,
      DATABASE_URL: '',
      BENCH_CONFIG: JSON.stringify(config),
    },
  });
  const { port, databaseFolder } = await child.opened();
  const postmaster = (await readFile(join(databaseFolder, 'cluster/postmaster.pid'), 'utf8')).split('\n');
  const password = (await readFile(join(databaseFolder, 'password'), 'utf8')).trim();
  const databaseUrl = `postgres://parlour:${password}@127.0.0.1:${postmaster[3]}/parlour`;
  const { accessTokenSecret } = JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8'));
  return {
    child,
    port,
    databaseUrl,
    databasePid: Number(postmaster[0]),
    tokenOf: (member) => accessToken(member, accessTokenSecret),
    async stop() {
      await child.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** As the server itself signs them (`access-tokens.ts`). */
function accessToken({ userId, username, sessionId }, secret) {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    typ: 'access',
    username,
    sid: sessionId,
    sub: userId,
    iss: 'parlour',
    aud: 'parlour:access',
    iat: now,
    nbf: now,
    exp: now + tokenLifeSeconds,
  };
  const parts = [{ alg: 'HS256', typ: 'JWT' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const signature = createHmac('sha256', secret).update(parts.join('.')).digest('base64url');
  return [...parts, signature].join('.');
}

/**
 * Rooms of people who have signed in: straight into the database, because signing up is slow on purpose.
 * @returns `[{ chatId, members: [{ userId, username, sessionId }] }]`
 */
export async function populate(databaseUrl, roomCount, membersEach) {
  const prefix = randomUUID().slice(0, 6);
  const rooms = Array.from({ length: roomCount }, (_, index) => ({
    roomId: randomUUID(),
    chatId: randomUUID(),
    slug: `bench-${prefix}-${index}`,
    members: Array.from({ length: membersEach }, (_, place) => ({
      userId: randomUUID(),
      sessionId: randomUUID(),
      username: `b_${prefix}_${index}_${place}`,
    })),
  }));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(insertion, [JSON.stringify(rooms)]);
    await client.query('analyze');
  } finally {
    await client.end();
  }
  return rooms;
}

const insertion = `
  with room as materialized (
    select * from jsonb_to_recordset($1::jsonb) as r("roomId" uuid, "chatId" uuid, slug text, members jsonb)
  ), member as materialized (
    select room."roomId", m.* from room
     cross join lateral jsonb_to_recordset(room.members) as m("userId" uuid, "sessionId" uuid, username text)
  ), users as (
    insert into users (id, username, email, password_hash, display_name, created_at)
    select "userId", username, username || '@example.org', '', username, now() from member
  ), sessions as (
    insert into sessions (id, user_id, created_at, last_used_at) select "sessionId", "userId", now(), now() from member
  ), rooms as (
    insert into rooms (id, slug, title, description, visibility, owner_id, created_at)
    select "roomId", slug, slug, '', 'private', (members -> 0 ->> 'userId')::uuid, now() from room
  ), chats as (
    insert into chats (id, room_id, created_at) select "chatId", "roomId", now() from room
  )
  insert into room_members (room_id, user_id, joined_at) select "roomId", "userId", now() from member`;
