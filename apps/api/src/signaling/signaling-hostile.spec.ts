import {
  type CallJoined,
  type ClientCommand,
  type CommandPayload,
  limits,
  type Result,
  type Room,
  routes,
  type Signal,
} from '@parlour/contracts';
import { randomUUID } from 'node:crypto';
import { codeOf, inRoom, joinCall, joinTwo, media, offer, settled, startCallApp } from '../../test/calls.js';
import { RawSocket } from '../../test/raw-socket.js';
import { roomOf } from '../../test/rooms.js';
import type { TestSocket } from '../../test/socket-client.js';
import type { TestApp, TestUser } from '../../test/test-app.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';

/** What can be said in a call, by somebody who knows its id and those in it. */
const sayings = {
  'call:update-media': ({ callId }) => ({ callId, media: { ...media, camera: false } }),
  'call:raise-hand': ({ callId }) => ({ callId, raised: true }),
  'call:react': ({ callId }) => ({ callId, emoji: '👏' }),
  'call:signal': ({ callId, self }) => ({ callId, to: self.id, signal: offer }),
} satisfies { [C in ClientCommand]?: (call: Pick<CallJoined, 'callId' | 'self'>) => CommandPayload<C> };

type Saying = keyof typeof sayings;

const say = (socket: TestSocket, saying: Saying, call: Pick<CallJoined, 'callId' | 'self'>) =>
  socket.command(saying, sayings[saying](call)) as Promise<Result<unknown>>;

describe('a call in which two talk', () => {
  let app: TestApp;
  let anna: TestUser;
  let ben: TestUser;
  let cem: TestUser;
  let stranger: TestUser;
  let room: Room;
  let annas: TestSocket;
  let bens: TestSocket;
  let annasCall: CallJoined;
  let bensCall: CallJoined;

  beforeAll(async () => {
    ({ app, anna, ben, cem } = await startCallApp());
    stranger = await app.signUp();
  });
  beforeEach(async () => {
    room = await roomOf(app, [anna, ben, cem]);
    ({ annas, bens, annasCall, bensCall } = await joinTwo(app, room, anna, ben));
  });
  afterEach(async () => {
    const late = await joinCall(await app.socket(cem.token), room.id);
    expect(late.participants).toEqual([annasCall.self, bensCall.self]);
    const { callId } = annasCall;
    await bens.command('call:signal', { callId, to: annasCall.self.id, signal: { ...offer, revision: 99 } });
    expect(await annas.next('call:signal')).toMatchObject({
      from: bensCall.self.id,
      signal: { revision: 99 },
    });
    for (const socket of [annas, bens]) socket.close();
  });
  afterAll(() => app.close());

  /** Nothing of what others tried has reached those in the call. */
  async function expectSilence(): Promise<void> {
    for (const socket of [annas, bens]) {
      await settled(socket);
      const events = ['call:participant-updated', 'call:reacted', 'call:signal', 'call:ended'] as const;
      for (const event of events) expect(socket.pending(event)).toEqual([]);
    }
  }

  describe('hears nothing', () => {
    /** Whatever they say, the answer is the one to a call that does not exist. */
    async function expectUnheard(socket: TestSocket): Promise<void> {
      const nowhere = { callId: randomUUID(), self: annasCall.self };
      for (const saying of Object.keys(sayings) as Saying[]) {
        const unknown = await say(socket, saying, nowhere);
        expect(unknown).toMatchObject({ ok: false, error: { code: 'call_not_found' } });
        expect(await say(socket, saying, annasCall)).toEqual(unknown);
      }
      await expectSilence();
    }

    it('of a stranger', async () => {
      await expectUnheard(await app.socket(stranger.token));
    });

    it('of a member who is not in it', async () => {
      await expectUnheard(await app.socket(cem.token));
    });

    it('of somebody in another call', async () => {
      const socket = await app.socket(stranger.token);
      const other = await roomOf(app, [stranger]);
      await joinCall(socket, other.id);
      await expectUnheard(socket);
    });

    it('of one who has left', async () => {
      const socket = await app.socket(cem.token);
      const { callId } = await joinCall(socket, room.id);
      await socket.command('call:leave', { callId });
      await expectUnheard(socket);
    });

    it('of another tab of one who is in it', async () => {
      await expectUnheard(await app.socket(ben.token));
    });

    it('of one who was removed from the room', async () => {
      const socket = await app.socket(cem.token);
      await joinCall(socket, room.id);
      const { slug } = room;
      await app.http(routes.removeMember, { params: { slug, username: cem.user.username } }, anna);
      await socket.next('call:ended');
      await expectUnheard(socket);
      await app.http(routes.joinRoom, { params: { slug } }, cem);
    });
  });

  describe('goes on, whatever a third participant sends:', () => {
    let raw: RawSocket;
    let self: CallJoined['self'];
    let asked: number;

    beforeEach(async () => {
      raw = await RawSocket.connect(app.url, cem.token);
      asked = 0;
      const target = inRoom(room.id);
      const answer = (await ask('call:join', { target, media })) as { ok: true; data: CallJoined };
      ({ self } = answer.data);
    });
    afterEach(async () => {
      raw.close();
      await annas.next('call:participant-left', ({ participantId }) => participantId === self.id);
    });

    const ask = (command: ClientCommand, payload: unknown) =>
      raw.ask(asked++, JSON.stringify([command, payload]));

    const signal = (signal: unknown, more: object = {}) =>
      ask('call:signal', { callId: annasCall.callId, to: bensCall.self.id, signal, ...more });

    it('another name, another time, another sender than their own: the values of the server win', async () => {
      const { callId } = annasCall;
      const forged = { from: annasCall.self.id, participantId: annasCall.self.id, at: 0 };
      expect(await signal(offer, forged)).toMatchObject({ ok: true });
      expect(await bens.next('call:signal')).toEqual({ callId, from: self.id, signal: offer });
      await ask('call:react', { callId, emoji: '👏', ...forged });
      expect(await bens.next('call:reacted')).toEqual({ callId, participantId: self.id, emoji: '👏' });
      const handRaisedAt = '2000-01-01T00:00:00.000Z';
      await ask('call:raise-hand', { callId, raised: true, handRaisedAt, ...forged });
      const { participant } = await bens.next('call:participant-updated');
      expect(participant.id).toBe(self.id);
      expect(participant.handRaisedAt).not.toBe(handRaisedAt);
    });

    it.each<[string, unknown]>([
      ['one character over the limit of an SDP', { ...offer, sdp: 'x'.repeat(limits.sdpMaxChars + 1) }],
      ['an SDP that is an object', { ...offer, sdp: {} }],
      ['an SDP that is empty', { ...offer, sdp: '' }],
      ['a revision that is no number', { ...offer, revision: '0' }],
      ['a revision and a half', { ...offer, revision: 1.5 }],
      ['a list of candidates', { type: 'candidate', candidate: [] }],
      ['a prototype', JSON.parse('{"__proto__":{"type":"offer","sdp":"v=0","revision":0}}')],
      ['a signal in a signal', { type: 'offer', signal: offer }],
    ])('%s is refused, and reaches nobody', async (_, malformed) => {
      expect(await signal(malformed)).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
      await expectSilence();
    });

    it.each<[string, unknown]>([
      ['an SDP of the largest size', { ...offer, sdp: 'x'.repeat(limits.sdpMaxChars) }],
      ['an SDP with NUL and half a character', { ...offer, sdp: 'v=0\u0000\ud800' }],
      ['an answer to an offer that never was', { type: 'answer', sdp: 'v=0', revision: 1_000_000 }],
      ['a candidate that is none', { type: 'candidate', candidate: candidateOf('<script>') }],
    ])('%s is passed on as it is: what it means is for the receiver to judge', async (_, odd) => {
      expect(await signal(odd)).toMatchObject({ ok: true });
      expect(await bens.next('call:signal')).toMatchObject({ from: self.id, signal: odd as Signal });
    });

    it('signals for nobody, for themselves, for one who has left', async () => {
      const leaver = await app.socket(stranger.token);
      await app.http(routes.joinRoom, { params: { slug: room.slug } }, stranger);
      const left = await joinCall(leaver, room.id);
      await leaver.command('call:leave', { callId: left.callId });
      for (const to of [randomUUID(), self.id, left.self.id]) {
        expect(await signal(offer, { to })).toMatchObject({ error: { code: 'participant_not_found' } });
      }
      expect(leaver.pending('call:signal')).toEqual([]);
    });

    it('the same again and again, and in the wrong order', async () => {
      const { callId } = annasCall;
      const target = inRoom(room.id);
      expect(await ask('call:join', { target, media })).toMatchObject({ error: { code: 'already_in_call' } });
      for (let i = 0; i < 3; i++) await ask('call:update-media', { callId, media });
      expect(await ask('call:raise-hand', { callId, raised: false })).toMatchObject({ ok: true });
      for (let i = 0; i < 2; i++) expect(await ask('call:leave', { callId })).toMatchObject({ ok: true });
      expect(await ask('call:raise-hand', { callId, raised: true })).toMatchObject({
        error: { code: 'call_not_found' },
      });
      await expectSilence();
    });

    it('a megabyte: they are out, and nobody else', async () => {
      raw.send(`42["call:signal",${JSON.stringify({ sdp: 'x'.repeat(1_100_000) })}]`);
      expect(await raw.closed).toMatchObject({ code: 1009 });
      await expectSilence();
    });

    it('thousands of signals a second: they are refused, and then out; no more than their measure arrived', async () => {
      const { callId } = annasCall;
      const packet = JSON.stringify([
        'call:signal',
        { callId, to: bensCall.self.id, signal: { type: 'candidate', candidate: null } },
      ]);
      const flooding = setInterval(() => {
        for (let i = 0; i < 300 && raw.webSocket.readyState === raw.webSocket.OPEN; i++)
          raw.send(`42${asked++}${packet}`);
      }, 5);
      const between = { callId, to: bensCall.self.id, signal: offer }; // Anna speaks to Ben all the while
      while (raw.webSocket.readyState === raw.webSocket.OPEN) {
        expect(await codeOf(annas.command('call:signal', between))).toBe('ok');
        await bens.next('call:signal', ({ from }) => from === annasCall.self.id);
      }
      clearInterval(flooding);
      expect(await raw.closed).toEqual({ code: 1008, reason: 'rate_limited' });
      await settled(bens);
      const { burst, perSecond } = app.config.signalRate;
      const arrived = bens.pending('call:signal').filter(({ from }) => from === self.id).length;
      expect(arrived).toBeGreaterThanOrEqual(burst);
      expect(arrived).toBeLessThan(burst + 10 * perSecond);
    });

    it('many signals of the largest size: one who reads slowly is not cut off for it', async () => {
      const publisher = app.app.get(RealtimePublisher);
      const slow = await RawSocket.open(app.url);
      slow.send(`40${JSON.stringify({ token: stranger.token })}`);
      const { sid } = JSON.parse((await slow.next((frame) => frame.startsWith('40'))).slice(2)) as {
        sid: string;
      };
      await app.http(routes.joinRoom, { params: { slug: room.slug } }, stranger);
      const joined = (await slow.ask(
        1,
        JSON.stringify(['call:join', { target: inRoom(room.id), media }]),
      )) as {
        ok: true;
        data: CallJoined;
      };
      slow.webSocket.pause();
      const large = { ...offer, sdp: 'x'.repeat(limits.sdpMaxChars) };
      const startedAt = performance.now();
      const packet = ['call:signal', { callId: annasCall.callId, to: joined.data.self.id, signal: large }];
      for (let i = 0; i < 200; i++) raw.send(`42${i + 10}${JSON.stringify(packet)}`); // 13 MB
      let passed = 0;
      for (let i = 0; i < 200; i++) {
        const acknowledged = await raw.next((frame) => frame.startsWith(`43${i + 10}[`));
        if (acknowledged.includes('"ok":true')) passed++;
      }
      const { burst, perSecond } = app.config.signalBytesRate;
      const measure = burst + (perSecond * (performance.now() - startedAt)) / 1_000;
      expect(passed).toBeGreaterThan(0);
      expect(passed * limits.sdpMaxChars).toBeLessThan(measure);
      expect(publisher.isConnected(sid)).toBe(true);
      slow.close();
      await annas.next('call:participant-left', ({ participantId }) => participantId === joined.data.self.id);
    });
  });
});

function candidateOf(candidate: string) {
  return { candidate, sdpMid: null, sdpMLineIndex: 255, usernameFragment: null };
}
