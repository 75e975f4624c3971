import type { CallJoined, Room } from '@parlour/contracts';
import { randomUUID } from 'node:crypto';
import { codeOf, inRoom, joinCall, joinTwo, media, offer, startCallApp } from '../../test/calls.js';
import { roomOf } from '../../test/rooms.js';
import type { TestSocket } from '../../test/socket-client.js';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';

const resumeOf = ({ callId, self, resumeToken }: CallJoined) => ({
  callId,
  participantId: self.id,
  token: resumeToken,
});

describe('a call', () => {
  let app: TestApp;
  let anna: TestUser;
  let ben: TestUser;
  let cem: TestUser;
  let room: Room;

  beforeAll(async () => {
    ({ app, anna, ben, cem } = await startCallApp());
  });
  beforeEach(async () => {
    room = await roomOf(app, [anna, ben, cem]);
  });
  afterAll(() => app.close());

  describe('takes somebody up again', () => {
    let annas: TestSocket;
    let bens: TestSocket;
    let bensCall: CallJoined;

    beforeEach(async () => {
      ({ annas, bens, bensCall } = await joinTwo(app, room, anna, ben));
    });

    /** Somebody whose lease begins now and is over: then those that began before would be over too. */
    async function aLeaseLater(): Promise<void> {
      const cems = await app.socket(cem.token);
      const { self } = await joinCall(cems, room.id);
      cems.close();
      await annas.next('call:participant-joined', ({ participant }) => participant.id === self.id);
      await annas.next('call:participant-left', ({ participantId }) => participantId === self.id);
    }

    it('within the lease as the same participant, and the others hear nothing of it', async () => {
      bens.close();
      const back = await app.socket(ben.token);
      const again = await joinCall(back, room.id, { resume: resumeOf(bensCall) });
      expect(again).toEqual({ ...bensCall, resumed: true });
      await aLeaseLater();
      expect(annas.pending('call:participant-left')).toEqual([]);
      expect(annas.pending('call:participant-joined')).toEqual([]);
      await annas.command('call:signal', { callId: again.callId, to: again.self.id, signal: offer });
      expect(await back.next('call:signal')).toMatchObject({ signal: offer });
    });

    it('on another tab, and ends the call of the first', async () => {
      const tab = await app.socket(ben.token);
      expect((await joinCall(tab, room.id, { resume: resumeOf(bensCall) })).self).toEqual(bensCall.self);
      expect(await bens.next('call:ended')).toEqual({ callId: bensCall.callId, reason: 'replaced' });
      bens.close();
      await aLeaseLater();
      expect(annas.pending('call:participant-left')).toEqual([]);
    });

    it('not when the lease is over', async () => {
      bens.close();
      await annas.next('call:participant-left', ({ participantId }) => participantId === bensCall.self.id);
      const late = await app.socket(ben.token);
      const resume = resumeOf(bensCall);
      expect(await codeOf(late.command('call:join', { target: inRoom(room.id), media, resume }))).toBe(
        'call_not_found',
      );
    });

    it.each<[string, (call: CallJoined) => object]>([
      ['with a token that is not ours', () => ({ token: 'x'.repeat(43) })],
      ['with an empty token', () => ({ token: '' })],
      ['with the token of another participant', () => ({ participantId: randomUUID() })],
      ['into another call', () => ({ callId: randomUUID() })],
    ])('not %s', async (_, forged) => {
      bens.close();
      const back = await app.socket(ben.token);
      const resume = { ...resumeOf(bensCall), ...forged(bensCall) };
      expect(await codeOf(back.command('call:join', { target: inRoom(room.id), media, resume }))).toBe(
        'call_not_found',
      );
    });

    it("not with somebody else's token", async () => {
      const cems = await app.socket(cem.token);
      const resume = resumeOf(bensCall);
      expect(await codeOf(cems.command('call:join', { target: inRoom(room.id), media, resume }))).toBe(
        'call_not_found',
      );
    });

    it('after the server was restarted and has lost its memory, under the same ids', async () => {
      const annasCall = await annasAgain();
      const { databaseUrl, secrets } = app.config;
      const restarted = await startTestApp({ databaseUrl, secrets });
      const [annasNew, bensNew] = await Promise.all([
        restarted.socket(anna.token),
        restarted.socket(ben.token),
      ]);
      const first = await joinCall(annasNew, room.id, { resume: resumeOf(annasCall) });
      expect(first).toMatchObject({
        callId: annasCall.callId,
        self: { id: annasCall.self.id },
        resumed: true,
      });
      const second = await joinCall(bensNew, room.id, { resume: resumeOf(bensCall) });
      expect(second).toMatchObject({
        callId: bensCall.callId,
        self: { id: bensCall.self.id },
        participants: [first.self],
        resumed: true,
      });
      expect(await annasNew.next('call:participant-joined')).toMatchObject({ participant: second.self });
      await restarted.close();
    });

    async function annasAgain(): Promise<CallJoined> {
      const phone = await app.socket(anna.token);
      return joinCall(phone, room.id);
    }
  });
});
