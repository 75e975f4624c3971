import { routes } from '@parlour/contracts';
import { jest } from '@jest/globals';
import { codeOf, media, settled } from '../../test/calls.js';
import { DatabaseProxy } from '../../test/database-proxy.js';
import type { ManualClock } from '../../test/manual-clock.js';
import {
  answerRing,
  callNotesIn,
  callsOf,
  circleOfFriends,
  startRing,
  startRingApp,
  written,
} from '../../test/rings.js';
import { until } from '../../test/server-process.js';
import type { TestSocket } from '../../test/socket-client.js';
import type { TestApp, TestUser } from '../../test/test-app.js';
import { cloneDatabase } from '../../test/test-database.js';
import { MessagesService } from '../messages/messages.service.js';
import { RingsRepository } from './rings.repository.js';

const retryMs = 2_000;

describe('while the database fails', () => {
  let clone: Awaited<ReturnType<typeof cloneDatabase>>;
  let proxy: DatabaseProxy;
  let app: TestApp;
  let clock: ManualClock;
  let anna: TestUser;
  let ben: TestUser;
  let annas: TestSocket;
  let bens: TestSocket;

  beforeAll(async () => {
    clone = await cloneDatabase();
    proxy = await DatabaseProxy.before(clone.url);
    ({ app, clock } = await startRingApp({ databaseUrl: proxy.url }));
  });
  beforeEach(async () => {
    [anna, ben] = (await circleOfFriends(app, 2)) as [TestUser, TestUser];
    const sockets = await Promise.all([anna, ben].map(({ token }) => app.socket(token)));
    [annas, bens] = sockets as [TestSocket, TestSocket];
    await until(async () => (await isSeen(anna, ben)) && (await isSeen(ben, anna))); // all is known of these sockets
  });
  afterEach(() => {
    proxy.recover();
    jest.restoreAllMocks();
  });
  afterAll(async () => {
    await app.close();
    await proxy.close();
    await clone.drop();
  });

  async function isSeen(by: TestUser, { user }: TestUser): Promise<boolean> {
    const { people } = (await app.http(routes.listFriends, {}, by)).body;
    return people.some((person) => person.user.id === user.id && person.presence?.state === 'online');
  }

  const call = () => codeOf(annas.command('ring:start', { userId: ben.user.id, video: false, media }));
  const part = <T>(type: new (...args: never[]) => T): T => app.app.get(type, { strict: false });

  it('nothing rings, and nothing is left of it', async () => {
    proxy.refuse();
    expect(await call()).toBe('unavailable');
    proxy.recover();
    await settled(bens);
    expect(bens.pending('ring:incoming')).toEqual([]);
    expect(await call()).toBe('ok');
    await bens.next('ring:incoming');
  });

  it('a ring whose row is there, though the answer was lost, never was', async () => {
    const repository = part(RingsRepository);
    const insert = repository.insert.bind(repository);
    jest.spyOn(repository, 'insert').mockImplementationOnce(async (ring) => {
      await insert(ring);
      throw new Error('Connection terminated unexpectedly');
    });
    expect(await call()).toBe('unavailable');
    expect(await call()).toBe('ok');
    await written(app);
    expect(await app.database.query('select 1 from rings where caller_id = $1', [anna.user.id])).toHaveLength(
      1,
    );
  });

  it('what rings falls silent all the same, and is written down when it is back', async () => {
    const { ring } = await startRing(annas, ben);
    proxy.refuse();
    expect(await codeOf(bens.command('ring:decline', { ringId: ring.id }))).toBe('ok');
    for (const socket of [annas, bens]) {
      expect(await socket.next('ring:ended')).toMatchObject({ ringId: ring.id, outcome: 'declined' });
    }
    expect(await annas.next('call:ended')).toMatchObject({ reason: 'over' });
    await written(app);
    expect(await call()).toBe('unavailable'); // nothing goes before what is not written yet
    proxy.recover();
    clock.advance(retryMs);
    await written(app);
    expect((await callsOf(app, ben)).map(({ outcome }) => outcome)).toEqual(['declined']);
    expect(await callNotesIn(app, ring.chatId, ben)).toMatchObject([{ call: { outcome: 'declined' } }]);
    expect(await call()).toBe('ok');
  });

  it('a call goes on, and its length is known in the end', async () => {
    const { ring } = await startRing(annas, ben);
    await answerRing(bens, ring);
    proxy.refuse();
    clock.advance(42_000);
    await bens.command('call:leave', { callId: ring.callId });
    expect(await annas.next('call:ended')).toMatchObject({ reason: 'over' });
    await written(app);
    proxy.recover();
    clock.advance(retryMs);
    await written(app);
    expect((await callsOf(app, ben))[0]).toMatchObject({ outcome: 'answered', durationSeconds: 42 });
  });

  it.each([
    ['the note', () => jest.spyOn(part(MessagesService), 'postCallNote')],
    ['the row', () => jest.spyOn(part(RingsRepository), 'end')],
  ])('a ring is written down once, also where %s comes through at the second time only', async (_, spy) => {
    spy().mockRejectedValueOnce(new Error('Connection terminated unexpectedly'));
    const { ring } = await startRing(annas, ben);
    await annas.command('ring:cancel', { ringId: ring.id });
    await written(app);
    clock.advance(retryMs);
    await written(app);
    clock.advance(retryMs);
    await written(app);
    expect(await callsOf(app, ben)).toMatchObject([{ id: ring.id, outcome: 'cancelled' }]);
    expect(await callNotesIn(app, ring.chatId, ben)).toHaveLength(1);
  });
});
