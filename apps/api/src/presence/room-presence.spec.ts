import { limits, routes, type UserPresence } from '@parlour/contracts';
import { randomUUID } from 'node:crypto';
import { codeOf, settled } from '../../test/calls.js';
import { ManualClock } from '../../test/manual-clock.js';
import { befriend, peopleClient } from '../../test/people.js';
import { roomOf } from '../../test/rooms.js';
import type { TestSocket } from '../../test/socket-client.js';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';

const online = { state: 'online', lastSeenAt: null } as const;
const away = { state: 'away', lastSeenAt: null } as const;

describe('who has a room open', () => {
  const clock = new ManualClock();
  let app: TestApp;
  let people: ReturnType<typeof peopleClient>;
  let anna: TestUser;
  let ben: TestUser;
  let roomId: string;
  let slug: string;
  let annas: TestSocket;
  let bens: TestSocket;

  beforeAll(async () => {
    app = await startTestApp({}, { clock });
    people = peopleClient(app);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    [anna, ben] = await Promise.all([app.signUp(), app.signUp()]);
    ({ id: roomId, slug } = await roomOf(app, [anna, ben], { visibility: 'private' }));
    [annas, bens] = await Promise.all([app.socket(anna.token), app.socket(ben.token)]);
  });

  async function enter(socket: TestSocket): Promise<UserPresence[]> {
    const answer = await socket.command('presence:enter-room', { roomId });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.data.people;
  }
  const leave = (socket: TestSocket) => socket.command('presence:leave-room', { roomId });
  const report = (socket: TestSocket, active: boolean) => socket.command('presence:activity', { active });
  const heardNothing = async (socket: TestSocket) => {
    await settled(socket);
    expect(socket.pending('presence:room-changed')).toEqual([]);
  };
  const changeOf = ({ user }: TestUser, presence: UserPresence['presence'] | null) => ({
    roomId,
    userId: user.id,
    presence,
  });

  it('sees the others who have, is seen by them, and each change, without being friends', async () => {
    expect(await enter(annas)).toEqual([]);
    expect(await enter(bens)).toEqual([{ userId: anna.user.id, presence: online }]);
    expect(await annas.next('presence:room-changed')).toEqual(changeOf(ben, online));
    await report(bens, false);
    expect(await annas.next('presence:room-changed')).toEqual(changeOf(ben, away));
    await heardNothing(bens); // nobody is told of themselves
    expect(annas.pending('presence:changed')).toEqual([]);
  });

  it('sees nobody who has not, and is not seen by them, members though they are', async () => {
    await enter(annas);
    await report(annas, false);
    await heardNothing(bens);
    await leave(annas);
    expect(await enter(bens)).toEqual([]);
    await heardNothing(annas);
  });

  it('is seen no longer when they leave it, and sees no more', async () => {
    await Promise.all([enter(annas), enter(bens)]);
    await settled(annas);
    await leave(bens);
    await annas.next('presence:room-changed', ({ presence }) => presence === null);
    await settled(bens);
    while (bens.pending('presence:room-changed').length > 0) await bens.next('presence:room-changed');
    await report(annas, false);
    await heardNothing(bens);
    expect(await leave(bens)).toEqual({ ok: true, data: {} });
  });

  it('is one person with several tabs: seen once, and until the last of them leaves', async () => {
    const second = await app.socket(ben.token);
    await enter(annas);
    await enter(bens);
    expect(await annas.next('presence:room-changed')).toEqual(changeOf(ben, online));
    expect(await enter(second)).toEqual([{ userId: anna.user.id, presence: online }]);
    await leave(bens);
    await heardNothing(annas);
    await leave(second);
    expect(await annas.next('presence:room-changed')).toEqual(changeOf(ben, null));
  });

  it('is seen no longer a grace after the tab has gone; a reload in between is not seen', async () => {
    await enter(annas);
    await enter(bens);
    await annas.next('presence:room-changed');
    await close(bens);
    const reloaded = await app.socket(ben.token);
    await enter(reloaded);
    clock.advance(limits.presenceGraceMs);
    await heardNothing(annas);
    await close(reloaded);
    clock.advance(limits.presenceGraceMs);
    expect(await annas.next('presence:room-changed')).toEqual(changeOf(ben, null));
    expect(await enter(annas)).toEqual([]);
  });

  it('and is invisible is not seen, but sees', async () => {
    await enter(annas);
    await app.http(routes.updatePresence, { body: { status: 'invisible' } }, ben);
    expect(await enter(bens)).toEqual([{ userId: anna.user.id, presence: online }]);
    await heardNothing(annas);
    expect(await enter(annas)).toEqual([]);
    await app.http(routes.updatePresence, { body: { status: 'dnd' } }, ben);
    expect((await annas.next('presence:room-changed')).presence?.state).toBe('dnd');
    await app.http(routes.updatePresence, { body: { status: 'invisible' } }, ben);
    expect(await annas.next('presence:room-changed')).toEqual(changeOf(ben, null));
  });

  describe('must be a member', () => {
    it('now: a stranger finds no such room', async () => {
      const stranger = await app.socket((await app.signUp()).token);
      await enter(annas);
      for (const id of [roomId, randomUUID()]) {
        expect(await codeOf(stranger.command('presence:enter-room', { roomId: id }))).toBe('room_not_found');
        expect(await codeOf(stranger.command('presence:leave-room', { roomId: id }))).toBe('ok');
      }
      await report(annas, false);
      await heardNothing(stranger);
      await heardNothing(annas);
    });

    it.each(['is removed', 'leaves'])(
      'all the time: who %s is seen no longer, and sees no more',
      async (how) => {
        await enter(annas);
        await enter(bens);
        await annas.next('presence:room-changed');
        const params = { slug, username: ben.user.username };
        if (how === 'leaves') await app.http(routes.leaveRoom, { params: { slug } }, ben);
        else await app.http(routes.removeMember, { params }, anna);
        expect(await annas.next('presence:room-changed')).toEqual(changeOf(ben, null));
        await report(annas, false);
        await heardNothing(bens);
        expect(await codeOf(bens.command('presence:enter-room', { roomId }))).toBe('room_not_found');
      },
    );
  });

  describe('sees nothing of somebody with whom a block parts them', () => {
    it.each(['from before', 'that begins while both look, and ends'])('%s', async (when) => {
      const isBefore = when === 'from before';
      const cem = await app.signUp();
      await app.http(routes.addMember, { params: { slug, username: cem.user.username } }, anna);
      const cems = await app.socket(cem.token);
      await enter(cems);
      if (isBefore) {
        await people.block(anna, ben);
        expect((await enter(annas)).map(({ userId }) => userId)).toEqual([cem.user.id]);
        expect((await enter(bens)).map(({ userId }) => userId).sort()).toEqual([cem.user.id]);
      } else {
        await enter(annas);
        await enter(bens);
        await annas.next('presence:room-changed');
        await people.block(anna, ben);
        expect(await annas.next('presence:room-changed')).toEqual(changeOf(ben, null));
        expect(await bens.next('presence:room-changed')).toEqual(changeOf(anna, null));
      }
      await report(annas, false);
      await report(bens, false);
      await heardNothing(annas);
      await heardNothing(bens);
      await cems.next('presence:room-changed', (change) => change.presence?.state === 'away');
      if (isBefore) return;
      await people.unblock(anna, ben);
      expect(await annas.next('presence:room-changed')).toEqual(changeOf(ben, away));
      expect(await bens.next('presence:room-changed')).toEqual(changeOf(anna, away));
    });
  });

  it('a friend is told once where friends are told, and once where those in the room are', async () => {
    await befriend(app, anna, ben);
    await enter(bens);
    await enter(annas);
    expect(await bens.next('presence:room-changed')).toEqual(changeOf(anna, online));
    await report(annas, false);
    expect(await bens.next('presence:room-changed')).toEqual(changeOf(anna, away));
    expect((await bens.next('presence:changed')).presence).toEqual(away);
    await heardNothing(bens);
    expect(bens.pending('presence:changed')).toEqual([]);
  });

  /** Closed, and the server knows. */
  async function close(socket: TestSocket): Promise<void> {
    const publisher = app.app.get(RealtimePublisher);
    const { id = '' } = socket.raw;
    socket.close();
    while (publisher.isConnected(id)) await new Promise((resolve) => setImmediate(resolve));
  }
});
