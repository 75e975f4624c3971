import { limits, type RingOutcome, routes } from '@parlour/contracts';
import { codeOf, media, settled } from '../../test/calls.js';
import type { ManualClock } from '../../test/manual-clock.js';
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
import { asUser, type TestApp, type TestUser } from '../../test/test-app.js';

describe('a ring', () => {
  let app: TestApp;
  let clock: ManualClock;
  let anna: TestUser;
  let ben: TestUser;
  let annas: TestSocket;
  let bens: TestSocket;
  let bensPhone: TestSocket;

  beforeAll(async () => {
    ({ app, clock } = await startRingApp());
  });
  beforeEach(async () => {
    [anna, ben] = (await circleOfFriends(app, 2)) as [TestUser, TestUser];
    const sockets = await Promise.all([anna, ben, ben].map(({ token }) => app.socket(token)));
    [annas, bens, bensPhone] = sockets as [TestSocket, TestSocket, TestSocket];
  });
  afterAll(() => app.close());

  /** Both of Ben's devices ring. */
  async function ringBen() {
    const started = await startRing(annas, ben);
    for (const device of [bens, bensPhone]) {
      expect(await device.next('ring:incoming')).toEqual({ ring: started.ring });
    }
    return started;
  }

  async function expectSilence({ id, callId }: { id: string; callId: string }, outcome: RingOutcome) {
    for (const device of [annas, bens, bensPhone]) {
      expect(await device.next('ring:ended')).toEqual({ ringId: id, callId, outcome });
    }
    for (const { token } of [anna, ben]) {
      const later = await app.socket(token);
      expect(await later.command('ring:list', {})).toEqual({
        ok: true,
        data: { incoming: [], outgoing: [] },
      });
    }
  }

  /** In the log of both, and as one message in their chat, of which both heard. */
  async function expectWritten(
    ringId: string,
    chatId: string,
    outcome: RingOutcome,
    durationSeconds: number | null,
  ) {
    await written(app);
    const record = { id: ringId, chatId, video: true, outcome, durationSeconds };
    expect(await callsOf(app, anna)).toMatchObject([
      { ...record, person: asUser(ben), direction: 'outgoing' },
    ]);
    expect(await callsOf(app, ben)).toMatchObject([
      { ...record, person: asUser(anna), direction: 'incoming' },
    ]);
    const call = { ringId, video: true, outcome, durationSeconds };
    for (const person of [anna, ben]) {
      expect(await callNotesIn(app, chatId, person)).toMatchObject([
        { author: asUser(anna), text: '', call },
      ]);
    }
    for (const socket of [annas, bens, bensPhone]) {
      expect(await socket.next('message:created')).toMatchObject({ message: { chatId, call } });
      await settled(socket);
      expect(socket.pending('message:created')).toEqual([]);
    }
  }

  it('rings on every device of the callee; when one answers all are silent, and the two are in a call', async () => {
    const { ring, joined } = await ringBen();
    expect(ring).toMatchObject({ caller: asUser(anna), callee: asUser(ben), video: true, others: [] });
    expect(joined).toMatchObject({ callId: ring.callId, self: { user: asUser(anna) }, participants: [] });
    const answered = await answerRing(bensPhone, ring);
    expect(answered).toMatchObject({
      callId: ring.callId,
      self: { user: asUser(ben), media },
      participants: [joined?.self],
      resumed: false,
    });
    await expectSilence(ring, 'answered');
    expect(await annas.next('call:participant-joined')).toMatchObject({ participant: answered.self });
    await settled(bens);
    expect(bens.pending('call:participant-joined')).toEqual([]);
  });

  it('can be answered without a camera, and begun without one', async () => {
    const voice = { microphone: true, camera: false, screen: false };
    const { ring, joined } = await startRing(annas, ben, { video: false, media: voice });
    expect(ring.video).toBe(false);
    expect(joined?.self.media).toEqual(voice);
    const answer = await bens.command('ring:answer', { ringId: ring.id, media: voice });
    expect(answer).toMatchObject({ ok: true, data: { self: { media: voice } } });
  });

  it.each([['the caller'], ['the callee']])(
    'that was answered is a call until %s hangs up; then it is over for the other, with its length in both logs',
    async (who) => {
      const { ring } = await ringBen();
      await answerRing(bensPhone, ring);
      clock.advance(83_400);
      const [first, second] = who === 'the caller' ? [annas, bensPhone] : [bensPhone, annas];
      await first.command('call:leave', { callId: ring.callId });
      expect(await second.next('call:ended')).toEqual({ callId: ring.callId, reason: 'over' });
      await expectWritten(ring.id, ring.chatId, 'answered', 83);
    },
  );

  it('that is declined is silent everywhere, and over for the caller', async () => {
    const { ring } = await ringBen();
    expect(await codeOf(bens.command('ring:decline', { ringId: ring.id }))).toBe('ok');
    await expectSilence(ring, 'declined');
    expect(await annas.next('call:ended')).toEqual({ callId: ring.callId, reason: 'over' });
    await expectWritten(ring.id, ring.chatId, 'declined', null);
  });

  it('that is cancelled is silent everywhere, from whichever device of the caller', async () => {
    const { ring } = await ringBen();
    const laptop = await app.socket(anna.token);
    expect(await codeOf(laptop.command('ring:cancel', { ringId: ring.id }))).toBe('ok');
    await expectSilence(ring, 'cancelled');
    expect(await annas.next('call:ended')).toEqual({ callId: ring.callId, reason: 'over' });
    await expectWritten(ring.id, ring.chatId, 'cancelled', null);
  });

  it('ends when the caller hangs up', async () => {
    const { ring } = await ringBen();
    await annas.command('call:leave', { callId: ring.callId });
    await expectSilence(ring, 'cancelled');
    await expectWritten(ring.id, ring.chatId, 'cancelled', null);
  });

  it('that nobody answers within 60 s is a missed call: one message, and the caller waits no longer', async () => {
    const { ring } = await ringBen();
    clock.advance(limits.ringMs - 1);
    await settled(bens);
    expect(bens.pending('ring:ended')).toEqual([]);
    clock.advance(1);
    await expectSilence(ring, 'missed');
    expect(await annas.next('call:ended')).toEqual({ callId: ring.callId, reason: 'over' });
    clock.advance(limits.ringMs);
    await expectWritten(ring.id, ring.chatId, 'missed', null);
  });

  it('stops when the caller is gone and does not come back within the lease', async () => {
    const { ring } = await ringBen();
    annas.close();
    annas = await app.socket(anna.token); // the server has taken leave of the first by then
    await settled(annas);
    clock.advance(limits.callLeaseMs - 1);
    await settled(bens);
    expect(bens.pending('ring:ended')).toEqual([]);
    clock.advance(1);
    await expectSilence(ring, 'cancelled');
    await expectWritten(ring.id, ring.chatId, 'cancelled', null);
  });

  it('goes on for a caller who reloads, and comes back with their token', async () => {
    const started = await ringBen();
    const { ring } = started;
    annas.close();
    annas = await app.socket(anna.token);
    expect(await annas.command('ring:list', {})).toEqual({
      ok: true,
      data: { incoming: [], outgoing: [ring] },
    });
    const target = { kind: 'direct', callId: ring.callId } as const;
    const { self, resumeToken: token } = seatOf(started);
    const resume = { callId: ring.callId, participantId: self.id, token };
    const back = await annas.command('call:join', { target, media, resume });
    expect(back).toMatchObject({ ok: true, data: { self: { id: self.id }, resumed: true } });
    clock.advance(limits.callLeaseMs);
    await answerRing(bens, ring);
    expect(await annas.next('call:participant-joined')).toMatchObject({ participant: { user: asUser(ben) } });
  });

  it('rings again at a callee who reloads, and at a device that comes later', async () => {
    const { ring } = await ringBen();
    bens.close();
    bens = await app.socket(ben.token);
    expect(await bens.command('ring:list', {})).toEqual({
      ok: true,
      data: { incoming: [ring], outgoing: [] },
    });
    await answerRing(bens, ring);
    await expectSilence(ring, 'answered');
  });

  it('waits for a callee who has no device at all', async () => {
    bens.close();
    bensPhone.close();
    const { ring } = await startRing(annas, ben);
    const later = await app.socket(ben.token);
    expect(await later.command('ring:list', {})).toMatchObject({ data: { incoming: [{ id: ring.id }] } });
  });

  it('is known in a log of which each page goes on where the one before ended', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) {
      const { ring } = await startRing(annas, ben);
      await bens.command('ring:decline', { ringId: ring.id });
      await written(app);
      ids.unshift(ring.id);
    }
    const page = async (before?: string) =>
      (await app.http(routes.listCalls, { query: { limit: 2, ...(before && { before }) } }, ben)).body;
    const first = await page();
    const second = await page(ids[1]);
    const third = await page(ids[3]);
    expect([first, second, third].flatMap(({ calls }) => calls.map(({ id }) => id))).toEqual(ids);
    expect([first, second, third].map(({ hasMore }) => hasMore)).toEqual([true, true, false]);
  });
});
