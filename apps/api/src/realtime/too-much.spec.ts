import { jest } from '@jest/globals';
import type { Message } from '@parlour/contracts';
import { randomUUID } from 'node:crypto';
import { RawSocket } from '../../test/raw-socket.js';
import { newMessage, roomOf } from '../../test/rooms.js';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';
import { Readmission } from './readmission.js';
import { RealtimePublisher } from './realtime.publisher.js';

describe('too much of something', () => {
  let app: TestApp;
  let anna: TestUser;
  let ben: TestUser;

  beforeAll(async () => {
    app = await startTestApp({
      socketHandshakeMs: 2_000,
      strangersPerAddress: 5,
      socketsPerAddress: 20,
      commandRate: { perSecond: 20, burst: 20 },
      signalRate: { perSecond: 100, burst: 100 },
      messageRate: { perSecond: 20, burst: 40 },
      socketUnsentMaxBytes: 200_000,
    });
    anna = await app.signUp();
    ben = await app.signUp();
  });
  afterAll(() => app.close());

  describe('connections', () => {
    it('that never say who they are are closed after their time', async () => {
      const stranger = await RawSocket.open(app.url);
      const openedAt = performance.now();
      await stranger.closed;
      expect(performance.now() - openedAt).toBeLessThan(10_000);
    });

    it('of strangers are capped for each address: the oldest goes, and who signs in gets in', async () => {
      const strangers: RawSocket[] = [];
      for (let i = 0; i < 6; i++) strangers.push(await RawSocket.open(app.url));
      expect(await strangers[0]?.closed).toEqual({ code: 1008, reason: 'rate_limited' });
      const socket = await app.socket(anna.token);
      expect(socket.raw.connected).toBe(true);
      for (const stranger of strangers) stranger.close();
      await Promise.all(strangers.map((stranger) => stranger.closed));
      socket.close();
    });

    it('are capped for each address, also of those who are signed in', async () => {
      const sockets: RawSocket[] = [];
      for (let i = 0; i < 20; i++) sockets.push(await RawSocket.connect(app.url, anna.token));
      await expect(RawSocket.open(app.url)).rejects.toThrow();
      const [first, ...others] = sockets;
      first?.close();
      await first?.closed;
      const freed = await eventually(() => RawSocket.connect(app.url, anna.token));
      for (const socket of [...others, freed]) socket.close();
      await Promise.all([...others, freed].map((socket) => socket.closed));
    });
  });

  describe('commands', () => {
    let delay: jest.SpiedFunction<Readmission['delay']>;
    beforeEach(() => {
      delay = jest.spyOn(app.app.get(Readmission), 'delay');
    });
    afterEach(() => delay.mockRestore());

    it('are answered with rate_limited above the rate, and heard again a moment later', async () => {
      const socket = await eventually(() => app.socket(anna.token));
      const answers = await Promise.all(Array.from({ length: 60 }, () => socket.command('lobby:watch', {})));
      const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
      expect(answers.length - refused.length).toBeGreaterThanOrEqual(20);
      expect(refused.length).toBeGreaterThan(20);
      expect(refused[0]).toMatchObject({ code: 'rate_limited', retryAfterSeconds: 1 });
      await eventually(async () => {
        expect(await socket.command('lobby:watch', {})).toMatchObject({ ok: true });
      });
      socket.close();
    });

    it('leave the bucket of signals alone', async () => {
      const socket = await app.socket(anna.token);
      await Promise.all(Array.from({ length: 30 }, () => socket.command('lobby:watch', {})));
      const callId = '019a6f3e-0000-7000-8000-0000000000e1';
      const signal = { callId, to: callId, signal: { type: 'candidate' as const, candidate: null } };
      const answers = await Promise.all(
        Array.from({ length: 60 }, () => socket.command('call:signal', signal)),
      );
      const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
      expect(new Set(codes)).toEqual(new Set(['call_not_found']));
      socket.close();
    });

    it('without an end close the socket with a reason, and another is served all the while', async () => {
      const neighbour = await app.socket(ben.token);
      const flooder = await RawSocket.connect(app.url, anna.token);
      let asked = 0;
      const flood = () => {
        for (let i = 0; i < 500 && flooder.webSocket.readyState === flooder.webSocket.OPEN; i++) {
          flooder.send(`42${asked++}["lobby:watch",{}]`);
        }
      };
      const flooding = setInterval(flood, 1);
      expect(await neighbour.command('lobby:watch', {})).toMatchObject({ ok: true });
      expect(await flooder.closed).toEqual({ code: 1008, reason: 'rate_limited' });
      clearInterval(flooding);
      await expectToWaitAtTheDoor();
      expect(await neighbour.command('lobby:watch', {})).toMatchObject({ ok: true });
      neighbour.close();
    });

    /** Anna comes back at once, and is let in when what she may send has flowed in again; others are meanwhile. */
    async function expectToWaitAtTheDoor(): Promise<void> {
      expect(delay.mock.calls).toEqual([[anna.user.id]]);
      const passed: string[] = [];
      const pause = app.app.get(Readmission).wait(anna.user.id);
      void pause.then(() => passed.push('the pause'));
      const back = RawSocket.connect(app.url, anna.token);
      void back.then(() => passed.push('anna'));
      const other = await app.socket(ben.token);
      const raw = await back;
      expect(passed).toEqual(['the pause', 'anna']);
      expect(await raw.ask(0, '["lobby:watch",{}]')).toMatchObject({ ok: true });
      for (const socket of [raw, other]) socket.close();
    }

    it.each([
      ['acknowledgements that nobody asked for', (raw: RawSocket) => raw.send('431[]')],
      ['CONNECTs to namespaces that do not exist', (raw: RawSocket) => raw.send('40/x,')],
      ['pings of WebSocket', (raw: RawSocket) => raw.webSocket.ping()],
    ])('are not the only thing that is counted: %s', async (_, send) => {
      const flooder = await RawSocket.connect(app.url, anna.token);
      const flooding = setInterval(() => {
        for (let i = 0; i < 200 && flooder.webSocket.readyState === flooder.webSocket.OPEN; i++)
          send(flooder);
      }, 1);
      expect(await flooder.closed).toEqual({ code: 1008, reason: 'rate_limited' });
      clearInterval(flooding);
      await expectToWaitAtTheDoor();
    });
  });

  it('messages of one author over many sockets are limited together', async () => {
    const room = await roomOf(app, [anna]);
    const sockets = await Promise.all([1, 2, 3].map(() => app.socket(anna.token)));
    const answers = await Promise.all(
      sockets.flatMap((socket) =>
        Array.from({ length: 20 }, () => socket.command('message:send', newMessage(room.chatId))),
      ),
    );
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
    expect(codes.filter((code) => code === 'ok').length).toBeLessThan(50);
    expect(codes).toContain('rate_limited');
    for (const socket of sockets) socket.close();
  });

  it('unread bytes cut off a reader that stops reading, and its neighbour reads on', async () => {
    const publisher = app.app.get(RealtimePublisher);
    const neighbour = await app.socket(ben.token);
    const stalled = await RawSocket.open(app.url);
    stalled.send(`40${JSON.stringify({ token: ben.token })}`);
    const { sid } = JSON.parse((await stalled.next((frame) => frame.startsWith('40'))).slice(2)) as {
      sid: string;
    };
    stalled.webSocket.pause();

    let sentBytes = 0;
    for (let seq = 1; publisher.isConnected(sid) && sentBytes < 24_000_000; seq++) {
      publisher.toUser(ben.user.id, 'message:created', { message: longMessage(ben, seq) });
      sentBytes += 80_000;
      await neighbour.next('message:created', ({ message }) => message.seq === seq);
    }
    expect(publisher.isConnected(sid)).toBe(false);
    expect(sentBytes).toBeLessThan(16_000_000); // ours, and what the kernel keeps for both ends of a loopback
    stalled.close();
    neighbour.close();
  });
});

const longMessage = ({ user }: TestUser, seq: number): Message => ({
  id: randomUUID(),
  chatId: randomUUID(),
  seq,
  author: user,
  clientMessageId: randomUUID(),
  text: 'x'.repeat(80_000),
  createdAt: new Date().toISOString(),
});

async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  const until = performance.now() + 5_000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > until) throw error;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}
