import { type Ring, routes } from '@parlour/contracts';
import { randomUUID } from 'node:crypto';
import { codeOf, media, settled } from '../../test/calls.js';
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
import type { TestSocket } from '../../test/socket-client.js';
import { goodPassword, type TestApp, type TestUser } from '../../test/test-app.js';

describe('who may ring, answer, decline, cancel', () => {
  let app: TestApp;
  let anna: TestUser;
  let ben: TestUser;
  let stranger: TestUser;
  let annas: TestSocket;
  let bens: TestSocket;
  let strangers: TestSocket;

  beforeAll(async () => {
    ({ app } = await startRingApp());
  });
  beforeEach(async () => {
    [anna, ben] = (await circleOfFriends(app, 2)) as [TestUser, TestUser];
    stranger = await app.signUp();
    const sockets = await Promise.all([anna, ben, stranger].map(({ token }) => app.socket(token)));
    [annas, bens, strangers] = sockets as [TestSocket, TestSocket, TestSocket];
  });
  afterAll(() => app.close());

  const ring = (socket: TestSocket, userId: string) =>
    codeOf(socket.command('ring:start', { userId, video: false, media }));

  const params = ({ user: { username } }: TestUser) => ({ params: { username } });
  const block = async (by: TestUser, whom: TestUser) =>
    expect((await app.http(routes.blockPerson, params(whom), by)).status).toBe(200);
  const unfriend = async (by: TestUser, whom: TestUser) =>
    expect((await app.http(routes.removeFriend, params(whom), by)).status).toBe(200);
  const deleteAccount = async (person: TestUser) =>
    expect((await app.http(routes.deleteAccount, { body: { password: goodPassword } }, person)).status).toBe(
      204,
    );

  async function expectNothingRang(): Promise<void> {
    for (const socket of [annas, bens, strangers]) {
      await settled(socket);
      expect(socket.pending('ring:incoming')).toEqual([]);
    }
    await written(app);
    for (const person of [anna, ben, stranger]) expect(await callsOf(app, person)).toEqual([]);
  }

  describe('nobody rings', () => {
    it('a stranger, oneself, or nobody', async () => {
      expect(await ring(annas, stranger.user.id)).toBe('not_friends');
      expect(await ring(strangers, anna.user.id)).toBe('not_friends');
      expect(await ring(annas, anna.user.id)).toBe('not_with_oneself');
      expect(await ring(annas, randomUUID())).toBe('user_not_found');
      await expectNothingRang();
    });

    it('without being signed in, which does not read a log either', async () => {
      await expect(app.socket('')).rejects.toThrow();
      expect((await app.http(routes.listCalls, { query: {} })).problem.code).toBe('unauthenticated');
    });

    it('a former friend', async () => {
      await unfriend(ben, anna);
      expect(await ring(annas, ben.user.id)).toBe('not_friends');
      expect(await ring(bens, anna.user.id)).toBe('not_friends');
      await expectNothingRang();
    });

    it('whom one blocks; and who is blocked sees no more than that they are no friends', async () => {
      await block(ben, anna);
      expect(await ring(bens, anna.user.id)).toBe('person_blocked');
      const refused = await annas.command('ring:start', { userId: ben.user.id, video: false, media });
      const unknown = await annas.command('ring:start', { userId: stranger.user.id, video: false, media });
      expect(refused).toMatchObject({ ok: false, error: { code: 'not_friends' } });
      expect(refused).toEqual(unknown);
      await expectNothingRang();
    });

    it('somebody whose account was deleted', async () => {
      await deleteAccount(ben);
      expect(await ring(annas, ben.user.id)).toBe('user_not_found');
    });

    it('into a call that one is not in, or of a room', async () => {
      const callId = randomUUID();
      const into = (id: string) =>
        codeOf(annas.command('ring:start', { userId: ben.user.id, video: false, media, callId: id }));
      expect(await into(callId)).toBe('call_not_found');
      await befriend(app, stranger, ben);
      const theirs = await startRing(strangers, ben);
      expect(await into(theirs.ring.callId)).toBe('call_not_found');
    });

    describe('more often', () => {
      let limited: TestApp;

      beforeAll(async () => {
        ({ app: limited } = await startRingApp({ ringRate: { perSecond: 1 / 5, burst: 3 } }));
      });
      afterAll(() => limited.close());

      it('than one can mean it', async () => {
        const [one, other] = (await circleOfFriends(limited, 2)) as [TestUser, TestUser];
        const socket = await limited.socket(one.token);
        const codes: string[] = [];
        for (let count = 0; count < 5; count++) {
          const answer = await socket.command('ring:start', { userId: other.user.id, video: false, media });
          codes.push(answer.ok ? 'ok' : answer.error.code);
          if (answer.ok) await socket.command('ring:cancel', { ringId: answer.data.ring.id });
        }
        expect(codes).toEqual(['ok', 'ok', 'ok', 'rate_limited', 'rate_limited']);
      });
    });
  });

  describe('only the callee answers and declines, and only the caller cancels', () => {
    const commands = ['ring:answer', 'ring:decline', 'ring:cancel'] as const;
    const say = (socket: TestSocket, command: (typeof commands)[number], ringId: string) =>
      codeOf(socket.command(command, { ringId, media }));

    it('and for everybody else the ring does not exist', async () => {
      const { ring } = await startRing(annas, ben);
      const wrong = [
        ...commands.map((command) => [strangers, command] as const),
        [annas, 'ring:answer'] as const,
        [annas, 'ring:decline'] as const,
        [bens, 'ring:cancel'] as const,
      ];
      for (const [socket, command] of wrong)
        expect(await say(socket, command, ring.id)).toBe('ring_not_found');
      for (const command of commands) expect(await say(annas, command, randomUUID())).toBe('ring_not_found');
      expect(await strangers.command('ring:list', {})).toMatchObject({
        data: { incoming: [], outgoing: [] },
      });
      await answerRing(bens, ring); // it still rings
    });

    it('and what has ended stays ended', async () => {
      const { ring } = await startRing(annas, ben);
      await annas.command('ring:cancel', { ringId: ring.id });
      for (const command of ['ring:answer', 'ring:decline'] as const) {
        expect(await say(bens, command, ring.id)).toBe('ring_over');
        expect(await say(strangers, command, ring.id)).toBe('ring_not_found');
      }
      expect(await say(annas, 'ring:cancel', ring.id)).toBe('ring_over');
      await written(app);
      expect((await callsOf(app, ben)).map(({ outcome }) => outcome)).toEqual(['cancelled']);
    });

    it('and the call is entered by answering only', async () => {
      const { ring } = await startRing(annas, ben);
      const join = (socket: TestSocket) =>
        codeOf(socket.command('call:join', { target: { kind: 'direct', callId: ring.callId }, media }));
      expect(await join(bens)).toBe('call_not_found');
      expect(await join(strangers)).toBe('call_not_found');
      await answerRing(bens, ring);
      expect(await join(strangers)).toBe('call_not_found');
      const phone = await app.socket(ben.token);
      expect(await join(phone)).toBe('ok'); // to go on there
    });

    it('and a call that is over is not entered again, not by those who were in it', async () => {
      const started = await startRing(annas, ben);
      const { callId } = started.ring;
      await answerRing(bens, started.ring);
      await bens.command('call:leave', { callId });
      await annas.next('call:ended');
      const { self, resumeToken: token } = seatOf(started);
      const target = { kind: 'direct', callId } as const;
      const resume = { callId, participantId: self.id, token };
      expect(await codeOf(annas.command('call:join', { target, media }))).toBe('call_not_found');
      expect(await codeOf(annas.command('call:join', { target, media, resume }))).toBe('call_not_found');
    });
  });

  describe('it falls silent', () => {
    async function expectUnavailable(ring: Ring, sockets: readonly TestSocket[]): Promise<void> {
      for (const socket of sockets) {
        expect(await socket.next('ring:ended')).toMatchObject({ ringId: ring.id, outcome: 'unavailable' });
      }
      await written(app);
    }

    it.each<[string, () => Promise<unknown>]>([
      ['blocks the caller', () => block(ben, anna)],
      ['is blocked by the caller', () => block(anna, ben)],
      ['ends the friendship', () => unfriend(ben, anna)],
    ])('when the callee %s', async (_, part) => {
      const { ring } = await startRing(annas, ben);
      await part();
      await expectUnavailable(ring, [annas, bens]);
      expect(await annas.next('call:ended')).toMatchObject({ reason: 'over' });
      expect(await callNotesIn(app, ring.chatId, anna)).toMatchObject([{ call: { outcome: 'unavailable' } }]);
      expect(await codeOf(bens.command('ring:answer', { ringId: ring.id, media }))).toBe('ring_over');
    });

    it('when the callee deletes the account', async () => {
      const { ring } = await startRing(annas, ben);
      await deleteAccount(ben);
      await expectUnavailable(ring, [annas]);
      expect(await annas.next('call:ended')).toMatchObject({ reason: 'over' });
    });

    it('when the caller deletes the account', async () => {
      const { ring } = await startRing(annas, ben);
      await deleteAccount(anna);
      await expectUnavailable(ring, [bens]);
    });
  });

  describe('a running call of two', () => {
    it('is over for both when one blocks the other', async () => {
      const { ring } = await startRing(annas, ben);
      await answerRing(bens, ring);
      await block(ben, anna);
      for (const socket of [annas, bens]) {
        expect(await socket.next('call:ended')).toEqual({ callId: ring.callId, reason: 'over' });
      }
      const target = { kind: 'direct', callId: ring.callId } as const;
      expect(await codeOf(annas.command('call:join', { target, media }))).toBe('call_not_found');
      await written(app);
      expect((await callsOf(app, anna))[0]).toMatchObject({ outcome: 'answered', durationSeconds: 0 });
    });

    it('goes on when the friendship ends', async () => {
      const { ring } = await startRing(annas, ben);
      await answerRing(bens, ring);
      await unfriend(ben, anna);
      await bens.command('call:update-media', { callId: ring.callId, media: { ...media, camera: false } });
      await annas.next('call:participant-updated');
      expect(annas.pending('call:ended')).toEqual([]);
    });

    it('is over for the other when one deletes the account', async () => {
      const { ring } = await startRing(annas, ben);
      await answerRing(bens, ring);
      await deleteAccount(ben);
      expect(await annas.next('call:ended')).toEqual({ callId: ring.callId, reason: 'over' });
    });
  });
});
