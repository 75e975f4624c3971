import type { CallJoined, Participant, Room } from '@parlour/contracts';
import { codeOf, joinCall, joinTwo, settled, startCallApp } from '../../test/calls.js';
import { roomOf } from '../../test/rooms.js';
import type { TestSocket } from '../../test/socket-client.js';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';

describe('in a call', () => {
  let app: TestApp;
  let anna: TestUser;
  let ben: TestUser;
  let cem: TestUser;
  let room: Room;
  let annas: TestSocket;
  let bens: TestSocket;
  let annasCall: CallJoined;
  let bensCall: CallJoined;

  beforeAll(async () => {
    ({ app, anna, ben, cem } = await startCallApp());
  });
  beforeEach(async () => {
    room = await roomOf(app, [anna, ben, cem]);
    ({ annas, bens, annasCall, bensCall } = await joinTwo(app, room, anna, ben));
  });
  afterAll(() => app.close());

  const raise = (socket: TestSocket, raised: boolean) =>
    codeOf(socket.command('call:raise-hand', { callId: annasCall.callId, raised }));

  const updateOf = async (seenBy: TestSocket, whose: CallJoined): Promise<Participant> =>
    (await seenBy.next('call:participant-updated', ({ participant }) => participant.id === whose.self.id))
      .participant;

  describe('a hand', () => {
    it('is seen raised by everybody, with the time of the server, and lowered again', async () => {
      const before = Date.now();
      expect(await raise(bens, true)).toBe('ok');
      const seen = await updateOf(annas, bensCall);
      expect(Date.parse(seen.handRaisedAt ?? '')).toBeGreaterThanOrEqual(before);
      expect(seen).toEqual({ ...bensCall.self, handRaisedAt: seen.handRaisedAt });
      expect(await updateOf(bens, bensCall)).toEqual(seen); // oneself too: only the server knows the time
      expect(await raise(bens, false)).toBe('ok');
      expect(await updateOf(annas, bensCall)).toEqual(bensCall.self);
    });

    it('keeps its place in the order when it is raised once more', async () => {
      await raise(bens, true);
      const first = await updateOf(annas, bensCall);
      await raise(annas, true);
      const second = await updateOf(bens, annasCall);
      expect(Date.parse(second.handRaisedAt ?? '')).toBeGreaterThanOrEqual(
        Date.parse(first.handRaisedAt ?? ''),
      );
      expect(await raise(bens, true)).toBe('ok');
      await settled(annas);
      const late = (await joinCall(await app.socket(cem.token), room.id)).participants;
      expect(late).toEqual([second, first]);
    });

    it('stays up over a lost connection, and is no longer there after leaving', async () => {
      await raise(bens, true);
      const raised = await updateOf(annas, bensCall);
      bens.close();
      const back = await app.socket(ben.token);
      const { callId, self, resumeToken } = bensCall;
      const resume = { callId, participantId: self.id, token: resumeToken };
      expect((await joinCall(back, room.id, { resume })).self).toEqual(raised);
      await back.command('call:leave', { callId });
      expect((await joinCall(back, room.id)).self.handRaisedAt).toBeNull();
    });

    it('is no hand of those who are not in the call', async () => {
      expect(await raise(await app.socket(cem.token), true)).toBe('call_not_found');
      await bens.command('call:leave', { callId: bensCall.callId });
      expect(await raise(bens, true)).toBe('call_not_found');
      await settled(annas);
      expect(annas.pending('call:participant-updated')).toEqual([]);
    });
  });

  describe('a reaction', () => {
    const react = (socket: TestSocket, emoji: string) =>
      codeOf(socket.command('call:react', { callId: annasCall.callId, emoji }));

    it('is seen by everybody who is in it, oneself included, and by nobody else', async () => {
      const cems = await app.socket(cem.token);
      expect(await react(bens, '👏')).toBe('ok');
      const seen = { callId: annasCall.callId, participantId: bensCall.self.id, emoji: '👏' };
      for (const socket of [annas, bens]) expect(await socket.next('call:reacted')).toEqual(seen);
      await settled(cems);
      expect(cems.pending('call:reacted')).toEqual([]);
    });

    it.each(['', 'x', '👏👏', '<b>', '\u0000', '👏'.repeat(100)])('is one emoji: not %j', async (emoji) => {
      expect(await react(bens, emoji)).toBe('not_an_emoji');
    });

    it('is none of those who are not in it', async () => {
      expect(await react(await app.socket(cem.token), '👏')).toBe('call_not_found');
      await settled(annas);
      expect(annas.pending('call:reacted')).toEqual([]);
    });
  });

  it('applause has its measure, one for all devices of a person, and others clap on', async () => {
    const { databaseUrl, secrets } = app.config;
    const strict = await startTestApp({
      databaseUrl,
      secrets,
      callReactionRate: { perSecond: 0.001, burst: 5 },
    });
    const [laptop, phone, other] = await Promise.all(
      [anna, anna, ben].map(({ token }) => strict.socket(token)),
    );
    const sockets = [laptop, phone, other] as [TestSocket, TestSocket, TestSocket];
    let callId = '';
    for (const socket of sockets) ({ callId } = await joinCall(socket, room.id));
    const clap = (socket: TestSocket) => codeOf(socket.command('call:react', { callId, emoji: '👏' }));
    const codes: string[] = [];
    for (let i = 0; i < 4; i++) codes.push(await clap(sockets[0]), await clap(sockets[1]));
    expect(codes).toEqual([...Array<string>(5).fill('ok'), ...Array<string>(3).fill('rate_limited')]);
    expect(await clap(sockets[2])).toBe('ok');
    await settled(sockets[2]);
    expect(sockets[2].pending('call:reacted')).toHaveLength(6);
    await strict.close();
  });
});
