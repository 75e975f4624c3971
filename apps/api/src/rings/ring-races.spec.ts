import { routes } from '@parlour/contracts';
import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { codeOf, joinCall, media, settled } from '../../test/calls.js';
import { answerRing, callsOf, circleOfFriends, startRing, startRingApp, written } from '../../test/rings.js';
import { roomOf } from '../../test/rooms.js';
import type { TestSocket } from '../../test/socket-client.js';
import type { TestApp, TestUser } from '../../test/test-app.js';
import { Friendships } from '../friends/friendships.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { UsersRepository } from '../users/users.repository.js';
import { RingsRepository } from './rings.repository.js';

describe('between the question to the database and the act', () => {
  let app: TestApp;
  let anna: TestUser;
  let ben: TestUser;
  let annas: TestSocket;
  let bens: TestSocket;
  let friendships: Friendships;
  let repository: RingsRepository;
  let users: UsersRepository;

  beforeAll(async () => {
    ({ app } = await startRingApp());
    const part = <T>(type: new (...args: never[]) => T): T => app.app.get(type, { strict: false });
    friendships = part(Friendships);
    repository = part(RingsRepository);
    users = part(UsersRepository);
  });
  beforeEach(async () => {
    [anna, ben] = (await circleOfFriends(app, 2)) as [TestUser, TestUser];
    const sockets = await Promise.all([anna, ben].map(({ token }) => app.socket(token)));
    [annas, bens] = sockets as [TestSocket, TestSocket];
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => app.close());

  /** Lets something happen when the friendship has been looked up, and nobody has acted upon it yet. */
  function onceFriendsAreKnown(meanwhile: () => Promise<unknown>): void {
    const requireFriend = friendships.requireFriend.bind(friendships);
    jest.spyOn(friendships, 'requireFriend').mockImplementationOnce(async (...pair) => {
      const friendship = await requireFriend(...pair);
      await meanwhile();
      return friendship;
    });
  }

  /** Lets something happen when the row of the ring is stored, and nothing rings yet. */
  function onceStored(meanwhile: () => Promise<unknown>): void {
    const insert = repository.insert.bind(repository);
    jest.spyOn(repository, 'insert').mockImplementationOnce(async (ring) => {
      await insert(ring);
      await meanwhile();
    });
  }

  /** Lets something happen when a person has been looked up: the caller, or who answers. */
  function onceSomebodyIsKnown(meanwhile: () => Promise<unknown>): void {
    const userById = users.userById.bind(users);
    jest.spyOn(users, 'userById').mockImplementationOnce(async (id) => {
      const user = await userById(id);
      await meanwhile();
      return user;
    });
  }

  const call = () => codeOf(annas.command('ring:start', { userId: ben.user.id, video: false, media }));
  const setStatus = (status: 'dnd' | 'auto') => app.http(routes.updatePresence, { body: { status } }, ben);
  const block = () => app.http(routes.blockPerson, { params: { username: anna.user.username } }, ben);

  async function close(socket: TestSocket): Promise<void> {
    const publisher = app.app.get(RealtimePublisher);
    const connectionId = socket.raw.id as string;
    socket.close();
    while (publisher.isConnected(connectionId)) await new Promise((next) => setImmediate(next));
  }

  async function expectNoRing(outcomes: string[]): Promise<void> {
    await settled(bens);
    expect(bens.pending('ring:incoming')).toEqual([]);
    expect(await bens.command('ring:list', {})).toMatchObject({ data: { incoming: [], outgoing: [] } });
    await written(app);
    expect((await callsOf(app, ben)).map(({ outcome }) => outcome)).toEqual(outcomes);
  }

  it('a block is heeded while the friendship is looked up', async () => {
    onceFriendsAreKnown(block);
    expect(await call()).toBe('not_friends');
    await expectNoRing([]);
  });

  it('the wish not to be disturbed is heeded while the two are looked up', async () => {
    onceSomebodyIsKnown(() => setStatus('dnd'));
    expect(await call()).toBe('callee_not_disturbed');
    await expectNoRing(['do-not-disturb']);
  });

  it.each<[string, () => Promise<unknown>, string, string]>([
    ['a block', block, 'ring_over', 'unavailable'],
    ['the wish not to be disturbed', () => setStatus('dnd'), 'callee_not_disturbed', 'do-not-disturb'],
    ['that the callee went into a call', () => enterRoom(ben), 'callee_busy', 'busy'],
    ['that the caller went into another call', () => enterRoom(anna, annas), 'already_in_call', 'cancelled'],
  ])('%s is heeded while the ring is stored', async (_, change, code, outcome) => {
    onceStored(change);
    expect(await call()).toBe(code);
    await expectNoRing([outcome]);
  });

  async function enterRoom(person: TestUser, socket?: TestSocket): Promise<void> {
    const room = await roomOf(app, [person]);
    await joinCall(socket ?? (await app.socket(person.token)), room.id);
  }

  it('a caller who is gone by then does not ring', async () => {
    let afterwards: Promise<void> = Promise.resolve();
    const gone = new Promise<void>((resolve) => {
      onceStored(async () => {
        await close(annas);
        afterwards = new Promise((next) => setImmediate(next));
        resolve();
      });
    });
    annas.raw.emit('ring:start', { userId: ben.user.id, video: false, media }, () => undefined);
    await gone;
    await afterwards;
    await expectNoRing(['cancelled']);
    annas = await app.socket(anna.token);
    expect(await call()).toBe('ok');
  });

  it('who hangs up while it is answered is not talked to any more', async () => {
    const { ring } = await startRing(annas, ben);
    onceSomebodyIsKnown(() => annas.command('call:leave', { callId: ring.callId }));
    expect(await codeOf(bens.command('ring:answer', { ringId: ring.id, media }))).toBe('ring_over');
    await written(app);
    expect((await callsOf(app, ben))[0]).toMatchObject({ outcome: 'cancelled', durationSeconds: null });
  });

  it('a block wins over an answer', async () => {
    const { ring } = await startRing(annas, ben);
    onceSomebodyIsKnown(block);
    expect(await codeOf(bens.command('ring:answer', { ringId: ring.id, media }))).toBe('ring_over');
  });

  it('a device that is gone has not answered: the others ring on', async () => {
    const { ring } = await startRing(annas, ben);
    const phone = await app.socket(ben.token);
    const gone = new Promise<void>((resolve) => onceSomebodyIsKnown(() => close(phone).then(resolve)));
    phone.raw.emit('ring:answer', { ringId: ring.id, media }, () => undefined);
    await gone;
    await settled(bens);
    expect(bens.pending('ring:ended')).toEqual([]);
    await answerRing(bens, ring);
  });

  it('a ring of the same two that is open elsewhere is the only one', async () => {
    const { ring } = await startRing(annas, ben);
    await bens.next('ring:incoming');
    await annas.command('ring:cancel', { ringId: ring.id });
    await written(app);
    await app.database.query(
      `insert into rings (id, call_id, chat_id, caller_id, callee_id, video, started_at)
       values ($1, $1, $2, $3, $4, false, now())`,
      [randomUUID(), ring.chatId, ben.user.id, anna.user.id],
    );
    expect(await call()).toBe('already_ringing');
    await expectNoRing(['cancelled']);
  });
});
