import { jest } from '@jest/globals';
import { limits, type Presence, routes, type UpdatePresenceRequest } from '@parlour/contracts';
import { Client } from 'pg';
import { joinCall, settled } from '../../test/calls.js';
import { ManualClock } from '../../test/manual-clock.js';
import { befriend, peopleClient } from '../../test/people.js';
import { roomOf } from '../../test/rooms.js';
import type { TestSocket } from '../../test/socket-client.js';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';
import { cloneDatabase } from '../../test/test-database.js';
import type { RealtimeServer } from '../realtime/realtime-socket.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { LastSeen } from './last-seen.js';
import { PresenceRepository } from './presence.repository.js';
import { Presences } from './presences.js';

const online = { state: 'online', lastSeenAt: null } as const;
const away = { state: 'away', lastSeenAt: null } as const;
const dnd = { state: 'dnd', lastSeenAt: null } as const;
const inCall = { state: 'in-call', lastSeenAt: null } as const;
const unseen = { state: 'offline', lastSeenAt: null } as const;

describe('the presence of a friend', () => {
  const clock = new ManualClock(new Date('2026-11-21T08:00:00.000Z'));
  let app: TestApp;
  let anna: TestUser;
  let ben: TestUser;
  /** The friend who looks. */
  let bens: TestSocket;

  beforeAll(async () => {
    const plenty = { perSecond: 1_000, burst: 10_000 };
    app = await startTestApp({ friendRequestRate: plenty }, { clock });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    [anna, ben] = await Promise.all([app.signUp(), app.signUp()]);
    await befriend(app, anna, ben);
    bens = await app.socket(ben.token);
  });
  afterEach(() => jest.restoreAllMocks());

  /** The next change of anna's presence that ben hears of. */
  const heard = async (): Promise<Presence> =>
    (await bens.next('presence:changed', ({ userId }) => userId === anna.user.id)).presence;
  const heardNothing = async (socket = bens) => {
    await settled(socket);
    expect(socket.pending('presence:changed')).toEqual([]);
  };
  const seen = async (): Promise<Presence | null | undefined> =>
    (await peopleClient(app).list(ben)).find(({ user }) => user.id === anna.user.id)?.presence;
  const set = (body: UpdatePresenceRequest) => app.http(routes.updatePresence, { body }, anna);
  const report = (socket: TestSocket, active: boolean) => socket.command('presence:activity', { active });
  const lastSeen = async () => {
    await app.app.get(LastSeen, { strict: false }).written();
    const [row] = await app.database.query<{ at: Date | null }[]>(
      'select last_seen_at as at from users where id = $1',
      [anna.user.id],
    );
    return row?.at?.toISOString() ?? null;
  };
  /** Closed, and the server knows. */
  async function close(socket: TestSocket): Promise<void> {
    const publisher = app.app.get(RealtimePublisher);
    const { id = '' } = socket.raw;
    socket.close();
    while (publisher.isConnected(id)) await new Promise((resolve) => setImmediate(resolve));
  }
  const graceOver = () => clock.advance(limits.presenceGraceMs);

  it('is told late where the database was away when the tab came, and the tab goes on meanwhile', async () => {
    const repository = app.app.get(PresenceRepository, { strict: false });
    jest.spyOn(repository, 'settingsOf').mockRejectedValueOnce(new Error('the connection was terminated'));
    const annas = await app.socket(anna.token);
    await settled(annas); // it would be closed by now
    await heardNothing();
    clock.advance(2_000);
    expect(await heard()).toEqual(online);
    expect(annas.raw.connected).toBe(true);
  });

  it('is told when the first tab comes, and not again with the second', async () => {
    expect(await seen()).toEqual(unseen);
    await app.socket(anna.token);
    expect(await heard()).toEqual(online);
    expect(await seen()).toEqual(online);
    await app.socket(anna.token);
    await heardNothing();
  });

  it('is away when no tab has input, and back with the first that has', async () => {
    const [phone, laptop] = [await app.socket(anna.token), await app.socket(anna.token)];
    expect(await heard()).toEqual(online);
    await report(phone, false);
    await heardNothing();
    await report(laptop, false);
    expect(await heard()).toEqual(away);
    expect(await seen()).toEqual(away);
    await report(phone, true);
    expect(await heard()).toEqual(online);
    await report(phone, true);
    await heardNothing();
  });

  it('outlasts a reload, and ends a grace after the last tab, once, with when that was', async () => {
    const [phone, laptop] = [await app.socket(anna.token), await app.socket(anna.token)];
    await heard();
    await close(phone);
    graceOver();
    await heardNothing();
    await close(laptop);
    clock.advance(limits.presenceGraceMs - 1);
    const reloaded = await app.socket(anna.token);
    graceOver();
    await heardNothing();

    await close(reloaded);
    expect(await seen()).toEqual(online);
    graceOver();
    const wentAt = clock.now().toISOString();
    expect(await heard()).toEqual({ state: 'offline', lastSeenAt: wentAt });
    expect(await seen()).toEqual({ state: 'offline', lastSeenAt: wentAt });
    expect(await lastSeen()).toBe(wentAt);
    clock.advance(limits.presenceGraceMs);
    await heardNothing();
  });

  it('in a tab that closes counts for the grace: then it is the other tab that tells', async () => {
    const [busy, idle] = [await app.socket(anna.token), await app.socket(anna.token)];
    await heard();
    await report(idle, false);
    await close(busy);
    await heardNothing();
    graceOver();
    expect(await heard()).toEqual(away);
  });

  it('says in a call while there is a seat in one, on any device', async () => {
    const rooms = [await roomOf(app, [anna]), await roomOf(app, [anna])];
    const [phone, laptop] = [await app.socket(anna.token), await app.socket(anna.token)];
    await heard();
    const [one, other] = [
      await joinCall(phone, rooms[0]?.id ?? ''),
      await joinCall(laptop, rooms[1]?.id ?? ''),
    ];
    expect(await heard()).toEqual(inCall);
    await phone.command('call:leave', { callId: one.callId });
    await heardNothing();
    await laptop.command('call:leave', { callId: other.callId });
    expect(await heard()).toEqual(online);
  });

  it('says do not disturb, before all else', async () => {
    const socket = await app.socket(anna.token);
    await heard();
    await set({ status: 'dnd' });
    expect(await heard()).toEqual(dnd);
    await report(socket, false);
    await joinCall(socket, (await roomOf(app, [anna])).id);
    await heardNothing();
    await set({ status: 'auto' });
    expect(await heard()).toEqual(inCall);
  });

  describe('who is invisible', () => {
    it('is offline from that moment on, which stays when they were last seen', async () => {
      const socket = await app.socket(anna.token);
      await heard();
      clock.advance(1_000);
      const wentAt = clock.now().toISOString();
      await set({ status: 'invisible' });
      expect(await heard()).toEqual({ state: 'offline', lastSeenAt: wentAt });
      await report(socket, false);
      await joinCall(socket, (await roomOf(app, [anna])).id);
      clock.advance(60_000);
      await close(socket);
      graceOver();
      await heardNothing();
      expect([await seen(), await lastSeen()]).toEqual([{ state: 'offline', lastSeenAt: wentAt }, wentAt]);
    });

    it('comes and goes unseen, and is there when they want to be', async () => {
      await set({ status: 'invisible' });
      const socket = await app.socket(anna.token);
      await heardNothing();
      await set({ status: 'auto' });
      expect(await heard()).toEqual(online);
      await set({ status: 'invisible' });
      await heard();
      await close(socket);
      graceOver();
      await set({ status: 'auto' });
      await heardNothing();
    });
  });

  it('does not tell when they were last seen where they hide it, be they there or not', async () => {
    const socket = await app.socket(anna.token);
    await heard();
    await set({ showLastSeen: false });
    await heardNothing();
    await close(socket);
    graceOver();
    const wentAt = clock.now().toISOString();
    expect(await heard()).toEqual(unseen);
    expect(await seen()).toEqual(unseen);
    expect(await lastSeen()).toBe(wentAt);
    await set({ showLastSeen: true });
    expect(await heard()).toEqual({ state: 'offline', lastSeenAt: wentAt });
    await set({ showLastSeen: false });
    expect(await heard()).toEqual(unseen);
  });

  it('is written for all who are there when the server ends', async () => {
    const clone = await cloneDatabase();
    const ending = await startTestApp({ databaseUrl: clone.url }, { clock });
    const { user, token } = await ending.signUp();
    await ending.socket(token);
    await ending.app.get(Presences, { strict: false }).settled(user.id);
    await ending.close();
    const client = new Client({ connectionString: clone.url });
    await client.connect();
    const { rows } = await client.query('select last_seen_at as at from users');
    await client.end();
    await clone.drop();
    expect(rows).toEqual([{ at: clock.now() }]);
  });

  describe('is received', () => {
    it('by friends only: not by strangers, nor by who has asked', async () => {
      const [stranger, asking] = await Promise.all([app.signUp(), app.signUp()]);
      await peopleClient(app).request(asking, anna);
      const sockets = await Promise.all([stranger, asking].map(({ token }) => app.socket(token)));
      await app.socket(anna.token);
      await heard();
      for (const socket of sockets) await heardNothing(socket);
      for (const one of [stranger, asking]) {
        expect((await peopleClient(app).profile(one, anna)).body.presence).toBeNull();
      }
    });

    it('from the moment of a friendship to its end, and in both directions', async () => {
      const socket = await app.socket(anna.token);
      await heard();
      await peopleClient(app).remove(anna, ben);
      await report(socket, false);
      await heardNothing();
      expect(await seen()).toBeUndefined();
      await report(bens, false);
      await heardNothing(socket);

      await befriend(app, ben, anna);
      expect(await seen()).toEqual(away);
      await report(socket, true);
      expect(await heard()).toEqual(online);
      await report(bens, true);
      expect((await socket.next('presence:changed')).presence).toEqual(online);
    });

    it.each(['who blocks', 'who is blocked'])('no more by %s', async (which) => {
      const socket = await app.socket(anna.token);
      await heard();
      const [by, of] = which === 'who blocks' ? [ben, anna] : [anna, ben];
      await peopleClient(app).block(by, of);
      await report(socket, false);
      await heardNothing();
      await peopleClient(app).unblock(by, of);
      await report(socket, true);
      await heardNothing();
      const reconnected = await app.socket(ben.token);
      await report(socket, false);
      await heardNothing(reconnected);
    });
  });

  it('costs one emit, however many friends there are who do not look', async () => {
    const ids = await app.database.query<{ id: string }[]>(
      `insert into users (id, username, email, password_hash, created_at)
       select gen_random_uuid(), 'off_' || n, 'off_' || n || '@example.org', '', now()
         from generate_series(1, 500) n returning id`,
    );
    await app.database.query(
      `insert into relations (low_id, high_id, friends_since)
       select least(id, $1), greatest(id, $1), now() from unnest($2::uuid[]) as friend(id)`,
      [anna.user.id, ids.map(({ id }) => id)],
    );
    const socket = await app.socket(anna.token);
    await heard();
    const query = jest.spyOn(app.database, 'query');
    const { server } = app.app.get(RealtimePublisher) as unknown as { server: RealtimeServer };
    const broadcast = jest.spyOn(server.sockets.adapter, 'broadcast');
    await report(socket, false);
    expect(await heard()).toEqual(away);
    expect(broadcast.mock.calls.length).toBe(1);
    expect(query.mock.calls.length).toBe(0);
  });
});
