import type { CallJoined, Ring } from '@parlour/contracts';
import { codeOf, media, settled } from '../../test/calls.js';
import { ManualClock } from '../../test/manual-clock.js';
import {
  answerRing,
  callNotesIn,
  callsOf,
  circleOfFriends,
  type RingApp,
  seatOf,
  startRing,
  startRingApp,
  written,
} from '../../test/rings.js';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';

const comeBackMs = 20_000;

describe('after the server was restarted', () => {
  let first: RingApp;
  let app: TestApp;
  let clock: ManualClock;
  let anna: TestUser;
  let ben: TestUser;

  beforeEach(async () => {
    first = await startRingApp();
    [anna, ben] = (await circleOfFriends(first.app, 2)) as [TestUser, TestUser];
  });
  afterEach(async () => {
    await app.close();
    await first.app.close();
  });

  /** A server that was killed writes nothing any more; what it had in memory is gone. */
  async function restart(afterMs = 1_000): Promise<void> {
    await first.app.app.close();
    const { databaseUrl, secrets } = first.app.config;
    clock = new ManualClock(new Date(first.clock.now().getTime() + afterMs));
    app = await startTestApp({ databaseUrl, secrets }, { clock });
  }

  const resume = async (person: TestUser, { callId, self, resumeToken: token }: CallJoined) => {
    const socket = await app.socket(person.token);
    const target = { kind: 'direct', callId } as const;
    const answer = await socket.command('call:join', {
      target,
      media,
      resume: { callId, participantId: self.id, token },
    });
    return { socket, answer };
  };

  async function expectWritten({ id, chatId }: Ring, outcome: string, durationSeconds: number | null) {
    await written(app);
    expect(await callsOf(app, anna)).toMatchObject([{ id, outcome, durationSeconds }]);
    expect(await callNotesIn(app, chatId, ben)).toMatchObject([
      { call: { ringId: id, outcome, durationSeconds } },
    ]);
  }

  it.each([
    [1_000, 'unavailable'],
    [59_000, 'unavailable'],
    [60_000, 'missed'],
  ])('%i ms after it began to ring, a ring is %s, and nobody rings or waits', async (afterMs, outcome) => {
    const started = await startRing(await first.app.socket(anna.token), ben);
    await restart(afterMs);
    await expectWritten(started.ring, outcome, null);
    const { socket, answer } = await resume(anna, seatOf(started));
    expect(answer).toMatchObject({ ok: false, error: { code: 'call_not_found' } });
    expect(await socket.command('ring:list', {})).toEqual({ ok: true, data: { incoming: [], outgoing: [] } });
    const bens = await app.socket(ben.token);
    expect(await codeOf(bens.command('ring:answer', { ringId: started.ring.id, media }))).toBe('ring_over');
    await startRing(socket, ben); // there is nothing in the way of another one
  });

  describe('a call goes on', () => {
    let started: Awaited<ReturnType<typeof startRing>>;
    let bensSeat: CallJoined;

    beforeEach(async () => {
      started = await startRing(await first.app.socket(anna.token), ben);
      bensSeat = await answerRing(await first.app.socket(ben.token), started.ring);
      first.clock.advance(30_000);
    });

    it('for those who come back, as the same participants, until one hangs up', async () => {
      await restart();
      const [annas, bens] = [await resume(anna, seatOf(started)), await resume(ben, bensSeat)];
      expect(annas.answer).toMatchObject({
        ok: true,
        data: { self: { id: seatOf(started).self.id }, resumed: true },
      });
      expect(bens.answer).toMatchObject({
        ok: true,
        data: { callId: started.ring.callId, self: { id: bensSeat.self.id }, resumed: true },
      });
      clock.advance(comeBackMs);
      await settled(annas.socket);
      expect(annas.socket.pending('call:ended')).toEqual([]);
      await bens.socket.command('call:leave', { callId: started.ring.callId });
      expect(await annas.socket.next('call:ended')).toMatchObject({ reason: 'over' });
      await expectWritten(started.ring, 'answered', 51);
    });

    it('for one who is first as long as the other may come; then it is over, as long as it was', async () => {
      await restart();
      const { socket } = await resume(anna, seatOf(started));
      clock.advance(comeBackMs - 1);
      await settled(socket);
      expect(socket.pending('call:ended')).toEqual([]);
      clock.advance(1);
      expect(await socket.next('call:ended')).toEqual({ callId: started.ring.callId, reason: 'over' });
      await expectWritten(started.ring, 'answered', 31);
      expect((await resume(ben, bensSeat)).answer).toMatchObject({
        ok: false,
        error: { code: 'call_not_found' },
      });
    });

    it('and nobody comes back: it is written down once, with its length', async () => {
      await restart();
      clock.advance(comeBackMs);
      await expectWritten(started.ring, 'answered', 31);
    });

    it('unless one of them calls anew before', async () => {
      await restart();
      const { ring } = await startRing(await app.socket(ben.token), anna);
      await written(app);
      expect(await callsOf(app, anna)).toMatchObject([{ id: started.ring.id, outcome: 'answered' }]);
      expect(ring.id).not.toBe(started.ring.id);
    });

    it('not for somebody else', async () => {
      const stranger = await first.app.signUp();
      await restart();
      expect((await resume(stranger, seatOf(started))).answer).toMatchObject({ ok: false });
    });
  });

  it('a note that is missing in the chat is posted', async () => {
    const annas = await first.app.socket(anna.token);
    const { ring } = await startRing(annas, ben);
    await annas.command('ring:cancel', { ringId: ring.id });
    await written(first.app);
    await first.app.database.query('delete from messages');
    await restart();
    await expectWritten(ring, 'cancelled', null);
  });
});
