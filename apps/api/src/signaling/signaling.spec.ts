import { type CallJoined, limits, type Room, routes, type Signal } from '@parlour/contracts';
import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { codeOf, inRoom, joinCall, media, offer, settled, startCallApp } from '../../test/calls.js';
import { newMessage, roomOf } from '../../test/rooms.js';
import type { TestSocket } from '../../test/socket-client.js';
import { asUser, type TestApp, type TestUser } from '../../test/test-app.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { Memberships } from '../rooms/memberships.js';

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

  describe('is entered', () => {
    it('with the roster, while the others are told of the newcomer and of nobody else', async () => {
      const [annas, bens] = await Promise.all([app.socket(anna.token), app.socket(ben.token)]);
      const first = await joinCall(annas, room.id);
      expect(first).toMatchObject({
        self: { user: asUser(anna), media },
        participants: [],
        iceServers: [{ urls: ['stun:stun.example.org:3478'] }],
        resumed: false,
      });
      const second = await joinCall(bens, room.id, {
        media: { microphone: false, camera: true, screen: false },
      });
      expect(second).toMatchObject({ callId: first.callId, participants: [first.self], resumed: false });
      expect(await annas.next('call:participant-joined')).toEqual({
        callId: first.callId,
        participant: second.self,
      });
      await settled(bens);
      expect(bens.pending('call:participant-joined')).toEqual([]);
    });

    it('by a person on two devices as two participants', async () => {
      const [laptop, phone] = await Promise.all([app.socket(anna.token), app.socket(anna.token)]);
      const [one, two] = [await joinCall(laptop, room.id), await joinCall(phone, room.id)];
      expect(two.participants).toEqual([one.self]);
      expect(two.self.user).toEqual(one.self.user);
      expect(two.self.id).not.toBe(one.self.id);
    });

    it('by a socket once', async () => {
      const other = await roomOf(app, [anna]);
      const socket = await app.socket(anna.token);
      const [one, two] = await Promise.all([
        codeOf(socket.command('call:join', { target: inRoom(room.id), media })),
        codeOf(socket.command('call:join', { target: inRoom(other.id), media })),
      ]);
      expect([one, two].sort()).toEqual(['already_in_call', 'ok']);
      expect(await codeOf(socket.command('call:join', { target: inRoom(room.id), media }))).toBe(
        'already_in_call',
      );
    });

    it('by eight at most, also when two come to the last place at one instant', async () => {
      const sockets = await Promise.all(Array.from({ length: 10 }, () => app.socket(anna.token)));
      for (const socket of sockets.slice(0, 7)) await joinCall(socket, room.id);
      const codes = await Promise.all(
        sockets
          .slice(7)
          .map((socket) => codeOf(socket.command('call:join', { target: inRoom(room.id), media }))),
      );
      expect(codes.sort()).toEqual(['call_full', 'call_full', 'ok']);
      const ninth = sockets.at(-1) as TestSocket;
      expect(await codeOf(ninth.command('message:send', newMessage(room.chatId)))).toBe('ok');
    });

    it('by members only: a foreign room answers exactly like an unknown one', async () => {
      const hidden = await roomOf(app, [anna], { visibility: 'private' });
      const open = await roomOf(app, [anna]);
      const socket = await app.socket(ben.token);
      const unknown = await socket.command('call:join', { target: inRoom(randomUUID()), media });
      expect(unknown).toMatchObject({ ok: false, error: { code: 'room_not_found' } });
      expect(await socket.command('call:join', { target: inRoom(hidden.id), media })).toEqual(unknown);
      expect(await socket.command('call:join', { target: inRoom(open.id), media })).toEqual(unknown);
    });
  });

  describe('relays', () => {
    it('a signal to one participant, and to nobody else', async () => {
      const sockets = await Promise.all([anna, ben, cem].map(({ token }) => app.socket(token)));
      const [annas, bens, cems] = sockets as [TestSocket, TestSocket, TestSocket];
      const joined = [
        await joinCall(annas, room.id),
        await joinCall(bens, room.id),
        await joinCall(cems, room.id),
      ] as const;
      const { callId } = joined[0];
      await cems.command('call:signal', { callId, to: joined[1].self.id, signal: offer });
      expect(await bens.next('call:signal')).toEqual({ callId, from: joined[2].self.id, signal: offer });
      await Promise.all(sockets.map(settled));
      expect([...annas.pending('call:signal'), ...cems.pending('call:signal')]).toEqual([]);
    });

    it('signals in the order in which they were sent', async () => {
      const [annas, bens] = await Promise.all([app.socket(anna.token), app.socket(ben.token)]);
      const [{ callId }, { self }] = [await joinCall(annas, room.id), await joinCall(bens, room.id)];
      const revisions = Array.from({ length: 100 }, (_, revision) => revision);
      for (const revision of revisions) {
        void annas.command('call:signal', { callId, to: self.id, signal: { ...offer, revision } });
      }
      const received: number[] = [];
      while (received.length < 100) {
        const { signal } = await bens.next('call:signal');
        if (signal.type !== 'candidate') received.push(signal.revision);
      }
      expect(received).toEqual(revisions);
    });

    it('nothing into or out of a call that one is not in, which looks like one that does not exist', async () => {
      const other = await roomOf(app, [anna, ben]);
      const [annas, bens, cems] = await Promise.all([anna, ben, cem].map(({ token }) => app.socket(token)));
      const [here, there] = [
        await joinCall(annas as TestSocket, room.id),
        await joinCall(bens as TestSocket, other.id),
      ];
      const outsider = await joinCall(cems as TestSocket, room.id);
      const signal = (callId: string, to: string) =>
        (cems as TestSocket).command('call:signal', { callId, to, signal: offer });
      const unknown = await signal(randomUUID(), there.self.id);
      expect(unknown).toMatchObject({ ok: false, error: { code: 'call_not_found' } });
      expect(await signal(there.callId, there.self.id)).toEqual(unknown);
      const nobody = await signal(here.callId, randomUUID());
      expect(nobody).toMatchObject({ ok: false, error: { code: 'participant_not_found' } });
      expect(await signal(here.callId, there.self.id)).toEqual(nobody);
      expect(await signal(here.callId, outsider.self.id)).toEqual(nobody); // oneself
      await settled(bens as TestSocket);
      expect((bens as TestSocket).pending('call:signal')).toEqual([]);
    });

    it.each<[string, unknown]>([
      ['an SDP over its limit', { ...offer, sdp: 'x'.repeat(limits.sdpMaxChars + 1) }],
      ['a signal of an unknown type', { type: 'bye' }],
      ['an offer without a revision', { type: 'offer', sdp: 'v=0' }],
      ['a negative revision', { ...offer, revision: -1 }],
      ['a candidate over its limit', { type: 'candidate', candidate: { candidate: 'x'.repeat(1_025) } }],
      ['a candidate that is a string', { type: 'candidate', candidate: 'candidate:1' }],
      ['no signal', null],
    ])('not %s', async (_, signal) => {
      const socket = await app.socket(anna.token);
      const { callId } = await joinCall(socket, room.id);
      const refused = socket.command('call:signal', { callId, to: randomUUID(), signal: signal as Signal });
      expect(await codeOf(refused)).toBe('invalid_input');
    });
  });

  describe('tells the others', () => {
    let annas: TestSocket;
    let bens: TestSocket;
    let annasCall: CallJoined;
    let bensCall: CallJoined;

    beforeEach(async () => {
      [annas, bens] = await Promise.all([app.socket(anna.token), app.socket(ben.token)]);
      annasCall = await joinCall(annas, room.id);
      bensCall = await joinCall(bens, room.id);
    });

    it('of a microphone and a camera that are turned on or off, and newcomers see them so', async () => {
      const off = { microphone: false, camera: false, screen: false };
      const { callId } = bensCall;
      expect(await codeOf(bens.command('call:update-media', { callId, media: off }))).toBe('ok');
      const updated = { ...bensCall.self, media: off };
      expect(await annas.next('call:participant-updated')).toEqual({ callId, participant: updated });
      const cems = await app.socket(cem.token);
      expect((await joinCall(cems, room.id)).participants).toEqual([annasCall.self, updated]);
      expect(await codeOf(cems.command('call:update-media', { callId: randomUUID(), media: off }))).toBe(
        'call_not_found',
      );
    });

    it('of another name, which newcomers see too', async () => {
      await app.http(routes.updateProfile, { body: { displayName: 'Benjamin' } }, ben);
      const { participant } = await annas.next('call:participant-updated');
      expect(participant).toEqual({ ...bensCall.self, user: { ...asUser(ben), displayName: 'Benjamin' } });
      await app.http(routes.updateProfile, { body: { displayName: asUser(ben).displayName } }, ben);
    });

    it('at once of one who leaves, who then is in it no longer', async () => {
      const { callId, self } = bensCall;
      expect(await codeOf(bens.command('call:leave', { callId }))).toBe('ok');
      expect(await annas.next('call:participant-left')).toEqual({
        callId,
        participantId: self.id,
        reason: 'left',
      });
      expect(await codeOf(bens.command('call:leave', { callId }))).toBe('ok');
      const late = bens.command('call:signal', { callId, to: annasCall.self.id, signal: offer });
      expect(await codeOf(late)).toBe('call_not_found');
      expect((await joinCall(bens, room.id)).self.id).not.toBe(self.id);
    });

    it('of one whose connection is gone, when the lease is over', async () => {
      const goneAt = performance.now();
      bens.close();
      expect(await annas.next('call:participant-left')).toMatchObject({
        participantId: bensCall.self.id,
        reason: 'disconnected',
      });
      expect(performance.now() - goneAt).toBeGreaterThanOrEqual(290);
    });

    it('at once of one who was removed from the room, who is out of call and chat', async () => {
      const phone = await app.socket(ben.token);
      const second = await joinCall(phone, room.id);
      const params = { slug: room.slug, username: ben.user.username };
      expect((await app.http(routes.removeMember, { params }, anna)).status).toBe(204);
      for (const [socket, { callId, self }] of [
        [bens, bensCall],
        [phone, second],
      ] as const) {
        expect(await socket.next('call:ended')).toEqual({ callId, reason: 'removed' });
        expect(await annas.next('call:participant-left')).toEqual({
          callId,
          participantId: self.id,
          reason: 'removed',
        });
        const signal = { callId, to: annasCall.self.id, signal: offer };
        expect(await codeOf(socket.command('call:signal', signal))).toBe('call_not_found');
        expect(await codeOf(socket.command('call:join', { target: inRoom(room.id), media }))).toBe(
          'room_not_found',
        );
      }
      await annas.command('call:update-media', {
        callId: annasCall.callId,
        media: { ...media, camera: false },
      });
      await settled(bens);
      expect(bens.pending('call:participant-updated')).toEqual([]);
    });
  });

  it('is not entered by one who is removed while the permission is looked up', async () => {
    const bens = await app.socket(ben.token);
    const params = { slug: room.slug, username: ben.user.username };
    const memberships = app.app.get(Memberships, { strict: false });
    const requireRoom = memberships.requireRoom.bind(memberships);
    jest.spyOn(memberships, 'requireRoom').mockImplementationOnce(async (userId, roomId) => {
      const permission = await requireRoom(userId, roomId);
      await app.http(routes.removeMember, { params }, anna);
      return permission;
    });
    expect(await codeOf(bens.command('call:join', { target: inRoom(room.id), media }))).toBe(
      'room_not_found',
    );
    const seen = await app.http(routes.getRoom, { params: { slug: room.slug } }, anna);
    expect(seen.body.live).toEqual([]);
  });

  it('is not entered by a socket that is gone when the permission comes', async () => {
    const bens = await app.socket(ben.token);
    const memberships = app.app.get(Memberships, { strict: false });
    const requireRoom = memberships.requireRoom.bind(memberships);
    const publisher = app.app.get(RealtimePublisher);
    const connectionId = bens.raw.id as string;
    const permitted = new Promise<void>((resolve) => {
      jest.spyOn(memberships, 'requireRoom').mockImplementationOnce(async (userId, roomId) => {
        const permission = await requireRoom(userId, roomId);
        bens.close();
        while (publisher.isConnected(connectionId)) await new Promise((next) => setImmediate(next));
        setImmediate(resolve);
        return permission;
      });
    });
    void bens.raw.emit('call:join', { target: inRoom(room.id), media }, () => undefined);
    await permitted;
    const seen = await app.http(routes.getRoom, { params: { slug: room.slug } }, anna);
    expect(seen.body.live).toEqual([]);
  });
});
