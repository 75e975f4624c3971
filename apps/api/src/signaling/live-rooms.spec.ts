import { type Room, routes } from '@parlour/contracts';
import { codeOf, joinCall, settled, startCallApp } from '../../test/calls.js';
import { roomOf } from '../../test/rooms.js';
import type { TestSocket } from '../../test/socket-client.js';
import { asUser, type TestApp, type TestUser } from '../../test/test-app.js';

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

  describe('shows who is live', () => {
    it('to members, and in a public room to the lobby, each person once', async () => {
      const stranger = await app.signUp();
      const lobby = await app.socket(stranger.token);
      const bens = await app.socket(ben.token);
      expect(await codeOf(lobby.command('lobby:watch', {}))).toBe('ok');
      const [laptop, phone] = await Promise.all([app.socket(anna.token), app.socket(anna.token)]);
      await joinCall(laptop, room.id);
      const { callId } = await joinCall(phone, room.id);
      await phone.command('call:update-media', {
        callId,
        media: { microphone: false, camera: false, screen: false },
      });
      await joinCall(bens, room.id);
      const here = ({ roomId }: { roomId: string }) => roomId === room.id;
      for (const socket of [lobby, bens]) {
        expect(await socket.next('room:live', here)).toEqual({ roomId: room.id, live: [asUser(anna)] });
        expect((await socket.next('room:live', here)).live).toEqual([asUser(anna), asUser(ben)]);
        await settled(socket);
        expect(socket.pending('room:live').filter(here)).toEqual([]);
      }
      const seen = await app.http(routes.getRoom, { params: { slug: room.slug } }, ben);
      expect(seen.body.live).toEqual([asUser(anna), asUser(ben)]);

      await laptop.command('call:leave', { callId });
      await phone.command('call:leave', { callId });
      await bens.command('call:leave', { callId });
      expect((await bens.next('room:live', here)).live).toEqual([asUser(ben)]);
      expect((await bens.next('room:live', here)).live).toEqual([]);
    });

    it('of a private room to its members only', async () => {
      const hidden = await roomOf(app, [anna, ben], { visibility: 'private' });
      const [lobby, bens, annas] = await Promise.all([cem, ben, anna].map(({ token }) => app.socket(token)));
      await lobby?.command('lobby:watch', {});
      await joinCall(annas as TestSocket, hidden.id);
      await bens?.next('room:live', ({ roomId }) => roomId === hidden.id);
      await settled(lobby as TestSocket);
      expect(lobby?.pending('room:live').filter(({ roomId }) => roomId === hidden.id)).toEqual([]);
    });
  });
});
