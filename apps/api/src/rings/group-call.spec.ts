import { limits, routes } from '@parlour/contracts';
import { codeOf, joinCall, media, offer, settled } from '../../test/calls.js';
import type { ManualClock } from '../../test/manual-clock.js';
import { answerRing, callsOf, circleOfFriends, startRing, startRingApp, written } from '../../test/rings.js';
import { roomOf } from '../../test/rooms.js';
import type { TestSocket } from '../../test/socket-client.js';
import { asUser, type TestApp, type TestUser } from '../../test/test-app.js';

describe('a call of two', () => {
  let app: TestApp;
  let clock: ManualClock;
  let anna: TestUser;
  let ben: TestUser;
  let cem: TestUser;
  let annas: TestSocket;
  let bens: TestSocket;
  let cems: TestSocket;
  let callId: string;

  beforeAll(async () => {
    ({ app, clock } = await startRingApp());
  });
  /** Anna and Ben talk. */
  beforeEach(async () => {
    [anna, ben, cem] = (await circleOfFriends(app, 3)) as [TestUser, TestUser, TestUser];
    const sockets = await Promise.all([anna, ben, cem].map(({ token }) => app.socket(token)));
    [annas, bens, cems] = sockets as [TestSocket, TestSocket, TestSocket];
    const { ring } = await startRing(annas, ben);
    ({ callId } = ring);
    await answerRing(bens, ring);
    await annas.next('call:participant-joined');
    for (const socket of [annas, bens]) await socket.next('ring:ended');
  });
  afterAll(() => app.close());

  it('takes a friend in, by either of them; for those who are there that is one who joins, and no more', async () => {
    const { ring, joined } = await startRing(bens, cem, { callId });
    expect(joined).toBeNull();
    expect(ring).toMatchObject({ callId, caller: asUser(ben), others: [asUser(anna)] });
    expect(await cems.next('ring:incoming')).toEqual({ ring });
    const answered = await answerRing(cems, ring);
    expect(answered.participants.map(({ user }) => user)).toEqual([asUser(anna), asUser(ben)]);
    for (const socket of [annas, bens]) {
      expect(await socket.next('call:participant-joined')).toEqual({ callId, participant: answered.self });
      await settled(socket);
      expect(socket.pending('call:ended')).toEqual([]);
      expect(socket.pending('call:participant-left')).toEqual([]);
    }
    expect(annas.pending('ring:ended')).toEqual([]); // a ring of others is none of hers
    await cems.command('call:signal', { callId, to: answered.participants[0]?.id ?? '', signal: offer });
    expect(await annas.next('call:signal')).toMatchObject({ from: answered.self.id });
  });

  it('goes on without whoever began it, for as long as two are left', async () => {
    const { ring } = await startRing(annas, cem, { callId });
    await answerRing(cems, ring);
    clock.advance(60_000);
    await annas.command('call:leave', { callId });
    await settled(bens);
    expect([...bens.pending('call:ended'), ...cems.pending('call:ended')]).toEqual([]);
    await written(app);
    expect(
      (await callsOf(app, anna)).map(({ person, durationSeconds }) => [person.id, durationSeconds]),
    ).toEqual([
      [cem.user.id, 60],
      [ben.user.id, 60],
    ]);
    await bens.command('call:leave', { callId });
    expect(await cems.next('call:ended')).toEqual({ callId, reason: 'over' });
  });

  it('goes on when the friend does not come', async () => {
    const { ring } = await startRing(annas, cem, { callId });
    await cems.command('ring:decline', { ringId: ring.id });
    expect(await annas.next('ring:ended')).toMatchObject({ ringId: ring.id, outcome: 'declined' });
    await settled(annas);
    expect(annas.pending('call:ended')).toEqual([]);
  });

  it('rings on for the friend when the one of the two who does not ring hangs up', async () => {
    const { ring } = await startRing(annas, cem, { callId });
    await bens.command('call:leave', { callId });
    await settled(annas);
    expect(annas.pending('call:ended')).toEqual([]);
    await answerRing(cems, ring);
    expect(await annas.next('call:participant-joined')).toMatchObject({ participant: { user: asUser(cem) } });
  });

  it('takes nobody in who is there, and nobody into a call of a room', async () => {
    const ringInto = (userId: string, id: string, socket = annas) =>
      codeOf(socket.command('ring:start', { userId, video: true, media, callId: id }));
    expect(await ringInto(ben.user.id, callId)).toBe('already_in_call');
    const room = await roomOf(app, [cem, anna]);
    const live = await joinCall(cems, room.id);
    expect(await ringInto(anna.user.id, live.callId, cems)).toBe('call_not_found');
  });

  it('has eight seats: those who are being rung count', async () => {
    const devices = await Promise.all(Array.from({ length: 5 }, () => app.socket(ben.token)));
    const target = { kind: 'direct', callId } as const;
    for (const device of devices)
      expect(await codeOf(device.command('call:join', { target, media }))).toBe('ok');
    const dora = await app.signUp();
    await app.http(routes.requestFriend, { params: { username: dora.user.username } }, anna);
    await app.http(routes.requestFriend, { params: { username: anna.user.username } }, dora);
    const { ring } = await startRing(annas, cem, { callId });
    const ringDora = () =>
      codeOf(annas.command('ring:start', { userId: dora.user.id, video: true, media, callId }));
    expect(await ringDora()).toBe('call_full');
    await answerRing(cems, ring);
    expect(await ringDora()).toBe('call_full');
    await devices[0]?.command('call:leave', { callId });
    expect(await ringDora()).toBe('ok');
  });

  it('of three goes on when one blocks another; once those two are alone it is over', async () => {
    const { ring } = await startRing(annas, cem, { callId });
    await answerRing(cems, ring);
    await app.http(routes.blockPerson, { params: { username: ben.user.username } }, anna);
    await settled(annas);
    expect(annas.pending('call:ended')).toEqual([]);
    await cems.command('call:leave', { callId });
    for (const socket of [annas, bens]) {
      expect(await socket.next('call:ended')).toEqual({ callId, reason: 'over' });
    }
  });

  it('is over when the lease of one is, and the time of the lease belongs to its length', async () => {
    clock.advance(10_000);
    bens.close();
    const back = await app.socket(ben.token);
    await settled(back);
    clock.advance(limits.callLeaseMs);
    expect(await annas.next('call:ended')).toEqual({ callId, reason: 'over' });
    await written(app);
    expect((await callsOf(app, anna))[0]).toMatchObject({ outcome: 'answered', durationSeconds: 18 });
  });
});
