import { routes } from '@parlour/contracts';
import { codeOf, joinCall, media, settled } from '../../test/calls.js';
import { befriend } from '../../test/people.js';
import {
  answerRing,
  callNotesIn,
  callsOf,
  circleOfFriends,
  seatOf,
  startRing,
  startRingApp,
  written,
} from '../../test/rings.js';
import { roomOf } from '../../test/rooms.js';
import type { TestSocket } from '../../test/socket-client.js';
import { asUser, type TestApp, type TestUser } from '../../test/test-app.js';

describe('a ring', () => {
  let app: TestApp;
  let anna: TestUser;
  let ben: TestUser;
  let cem: TestUser;
  let annas: TestSocket;
  let bens: TestSocket;
  let cems: TestSocket;

  beforeAll(async () => {
    ({ app } = await startRingApp());
  });
  beforeEach(async () => {
    [anna, ben, cem] = (await circleOfFriends(app, 3)) as [TestUser, TestUser, TestUser];
    const sockets = await Promise.all([anna, ben, cem].map(({ token }) => app.socket(token)));
    [annas, bens, cems] = sockets as [TestSocket, TestSocket, TestSocket];
  });
  afterAll(() => app.close());

  const ring = (socket: TestSocket, { user }: TestUser) =>
    codeOf(socket.command('ring:start', { userId: user.id, video: false, media }));

  const setStatus = (person: TestUser, status: 'auto' | 'dnd') =>
    app.http(routes.updatePresence, { body: { status } }, person);

  describe('at somebody who is busy', () => {
    /** It does not ring, the caller is told and free again, and both find it in their logs and in the chat. */
    async function expectBusy(): Promise<void> {
      expect(await ring(annas, ben)).toBe('callee_busy');
      await settled(bens);
      expect(bens.pending('ring:incoming')).toEqual([]);
      await written(app);
      const [record] = await callsOf(app, ben);
      expect(record).toMatchObject({ person: asUser(anna), outcome: 'busy', durationSeconds: null });
      expect((await callsOf(app, anna))[0]).toMatchObject({ person: asUser(ben), outcome: 'busy' });
      const notes = await callNotesIn(app, record?.chatId ?? '', ben);
      expect(notes).toMatchObject([{ call: { ringId: record?.id, outcome: 'busy' } }]);
      expect(await annas.command('ring:list', {})).toMatchObject({ data: { incoming: [], outgoing: [] } });
      expect(await ring(annas, cem)).toBe('ok');
    }

    it('in the call of a room, on another device', async () => {
      const phone = await app.socket(ben.token);
      const room = await roomOf(app, [ben]);
      await joinCall(phone, room.id);
      await expectBusy();
    });

    it('in a call with somebody else', async () => {
      const dora = await app.signUp();
      await befriend(app, ben, dora);
      const doras = await app.socket(dora.token);
      await answerRing(doras, (await startRing(bens, dora)).ring);
      await expectBusy();
    });

    it('who calls somebody else', async () => {
      const dora = await app.signUp();
      await befriend(app, ben, dora);
      await startRing(bens, dora);
      await expectBusy();
    });

    it('who has just gone into a call without answering falls silent as busy', async () => {
      const { ring } = await startRing(annas, ben);
      const room = await roomOf(app, [ben]);
      await joinCall(bens, room.id);
      expect(await annas.next('ring:ended')).toMatchObject({ ringId: ring.id, outcome: 'busy' });
      expect(await annas.next('call:ended')).toMatchObject({ callId: ring.callId, reason: 'over' });
    });
  });

  it('waits beside another one; who answers one of two is busy for the other', async () => {
    const [first, second] = [await startRing(annas, ben), await startRing(cems, ben)];
    expect(await bens.command('ring:list', {})).toMatchObject({
      data: { incoming: [{ id: first.ring.id }, { id: second.ring.id }] },
    });
    await answerRing(bens, second.ring);
    expect(await annas.next('ring:ended')).toMatchObject({ ringId: first.ring.id, outcome: 'busy' });
    expect(await bens.next('ring:ended', ({ outcome }) => outcome === 'busy')).toMatchObject({
      ringId: first.ring.id,
    });
    expect(await cems.next('ring:ended')).toMatchObject({ ringId: second.ring.id, outcome: 'answered' });
    expect(await codeOf(bens.command('ring:answer', { ringId: first.ring.id, media }))).toBe('ring_over');
  });

  it('is answered by one of two devices at the same instant; the other is told that it is over', async () => {
    for (let round = 0; round < 10; round++) {
      const { ring, joined } = await startRing(annas, ben);
      const devices = await Promise.all(Array.from({ length: 5 }, () => app.socket(ben.token)));
      const codes = await Promise.all(
        devices.map((device) => codeOf(device.command('ring:answer', { ringId: ring.id, media }))),
      );
      expect(codes.sort()).toEqual(['ok', 'ring_over', 'ring_over', 'ring_over', 'ring_over']);
      expect((await annas.next('call:participant-joined')).participant.user).toEqual(asUser(ben));
      await annas.command('call:leave', { callId: joined?.callId ?? '' });
      await settled(annas);
      expect(annas.pending('call:participant-joined')).toEqual([]);
      for (const device of devices) device.close();
    }
  });

  it('and a crossing one become one call, many times, whoever is a little earlier', async () => {
    for (let round = 0; round < 25; round++) {
      const calls = [() => startRing(annas, ben), () => startRing(bens, anna)];
      const started = await Promise.all((round % 2 === 0 ? calls : calls.reverse()).map((call) => call()));
      const [one, other] = started as [(typeof started)[0], (typeof started)[0]];
      expect(one.ring.id).toBe(other.ring.id);
      const { callId } = one.ring;
      expect(started.map((each) => seatOf(each).callId)).toEqual([callId, callId]);
      const people = started.map((each) => seatOf(each).self.user.id);
      expect(new Set(people)).toEqual(new Set([anna.user.id, ben.user.id]));
      for (const socket of [annas, bens]) {
        expect(await socket.next('ring:ended')).toMatchObject({ ringId: one.ring.id, outcome: 'answered' });
      }
      await annas.command('call:leave', { callId });
      await bens.next('call:ended', (ended) => ended.callId === callId);
    }
    await written(app);
    expect((await callsOf(app, anna)).map(({ outcome }) => outcome)).toEqual(Array(25).fill('answered'));
  });

  it('of the same person at the same one, from two devices at once, is one', async () => {
    const phone = await app.socket(anna.token);
    const codes = await Promise.all([ring(annas, ben), ring(phone, ben)]);
    expect(codes.sort()).toEqual(['already_ringing', 'ok']);
    await bens.next('ring:incoming');
    await settled(bens);
    expect(bens.pending('ring:incoming')).toEqual([]);
  });

  it('does not begin between two who are in a call with each other, nor by one who is in any', async () => {
    const { ring: answered } = await startRing(annas, ben);
    await answerRing(bens, answered);
    const phone = await app.socket(anna.token);
    for (const socket of [annas, phone]) {
      expect(await ring(socket, ben)).toBe('already_in_call');
      expect(await ring(socket, cem)).toBe('already_in_call');
    }
    await settled(cems);
    expect(cems.pending('ring:incoming')).toEqual([]);
  });

  it('of the same person at two others, from two devices at once, is one', async () => {
    const phone = await app.socket(anna.token);
    const codes = await Promise.all([ring(annas, ben), ring(phone, cem)]);
    expect(codes.sort()).toEqual(['already_in_call', 'ok']);
  });

  it('does not disturb who does not want it: they see later that somebody called', async () => {
    await setStatus(ben, 'dnd');
    expect(await ring(annas, ben)).toBe('callee_not_disturbed');
    await settled(bens);
    expect(bens.pending('ring:incoming')).toEqual([]);
    await written(app);
    expect((await callsOf(app, ben))[0]).toMatchObject({ outcome: 'do-not-disturb', direction: 'incoming' });
    await setStatus(ben, 'auto');
    expect(await ring(annas, ben)).toBe('ok');
  });

  it('falls silent when the callee does not want to be disturbed any more', async () => {
    const { ring } = await startRing(annas, ben);
    await setStatus(ben, 'dnd');
    for (const socket of [annas, bens]) {
      expect(await socket.next('ring:ended')).toMatchObject({ ringId: ring.id, outcome: 'do-not-disturb' });
    }
    expect(await annas.next('call:ended')).toMatchObject({ reason: 'over' });
  });

  it('from one who does not want to be disturbed rings', async () => {
    await setStatus(anna, 'dnd');
    expect(await ring(annas, ben)).toBe('ok');
  });
});
