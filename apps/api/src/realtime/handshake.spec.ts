import { jest } from '@jest/globals';
import { JwtService } from '@nestjs/jwt';
import { type ErrorCode, type ErrorInfo, routes } from '@parlour/contracts';
import { RawSocket } from '../../test/raw-socket.js';
import { befriend, peopleClient } from '../../test/people.js';
import { newMessage, roomOf } from '../../test/rooms.js';
import type { TestSocket } from '../../test/socket-client.js';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';
import { AccessTokens } from '../auth/access-tokens.js';
import { ChatAccess } from '../chats/chat-access.js';
import { RealtimePublisher } from './realtime.publisher.js';

describe('a socket', () => {
  let app: TestApp;
  let anna: TestUser;
  let ben: TestUser;

  beforeAll(async () => {
    app = await startTestApp({ socketTokenGraceMs: 200, publicOrigins: ['https://parlour.example.org'] });
    anna = await app.signUp();
    ben = await app.signUp();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => app.close());

  const refusal = async (connecting: Promise<unknown>): Promise<ErrorCode> => {
    const error = await connecting.then(
      () => Promise.reject(new Error('It was let in')),
      (error: { data?: ErrorInfo }) => error,
    );
    return error.data?.code ?? Promise.reject(error);
  };
  const from = (origin: string) => ({ extraHeaders: { origin } });

  describe('is let in', () => {
    it.each(['null', 'https://evil.example', 'http://127.0.0.1:1'])('not from %s', async (origin) => {
      expect(await refusal(app.socket(anna.token, from(origin)))).toBe('origin_refused');
    });

    it('from its own host, from a public origin, and from a program without one', async () => {
      await app.socket(anna.token, from(app.url));
      await app.socket(anna.token, from('https://parlour.example.org'));
      await app.socket(anna.token);
    });

    it('by polling too, where a proxy knows no WebSocket', async () => {
      const socket = await app.socket(anna.token, { transports: ['polling'], upgrade: false });
      expect(await socket.command('lobby:watch', {})).toEqual({ ok: true, data: {} });
    });

    it.each([
      ['without a token', {}],
      ['with a token that is not text', { token: 7 }],
      ['with garbage', { token: 'garbage' }],
      ['with a token in the address', { query: 'token' }],
    ])('not %s', async (_, auth) => {
      const query = 'query' in auth ? { token: anna.token } : {};
      expect(await refusal(app.socket('', { auth, query }))).toBe('unauthenticated');
    });

    it('not with a token that has expired', async () => {
      expect(await refusal(app.socket(tokenOf(anna, -60)))).toBe('token_expired');
    });

    it('not with the token of a session that has ended', async () => {
      const cem = await app.signUp();
      await app.http(routes.logOut, {}, cem);
      expect(await refusal(app.socket(cem.token))).toBe('unauthenticated');
    });

    it('once: a second CONNECT while the first is under way opens nothing', async () => {
      const raw = await RawSocket.open(app.url);
      raw.send(`40${JSON.stringify({ token: anna.token })}`);
      raw.send(`40${JSON.stringify({ token: anna.token })}`);
      await raw.closed;
      expect(raw.received.filter((frame) => frame.startsWith('40'))).toHaveLength(0);
    });

    it('into the default namespace only', async () => {
      const raw = await RawSocket.open(app.url);
      raw.send(`40/admin,${JSON.stringify({ token: anna.token })}`);
      expect(await raw.next((frame) => frame.startsWith('44/admin'))).toContain('Invalid namespace');
      raw.close();
    });
  });

  it('that is refused is closed, and what it says is not heard', async () => {
    const raw = await RawSocket.open(app.url);
    raw.send('40{"token":"garbage"}');
    expect(await raw.next((frame) => frame.startsWith('44'))).toContain('unauthenticated');
    await raw.closed;
  });

  it('that leaves the namespace is closed', async () => {
    const raw = await RawSocket.connect(app.url, anna.token);
    raw.send('41');
    await raw.closed;
  });

  describe('whose access token expires', () => {
    it('is told and closed after a grace', async () => {
      const socket = await app.socket(tokenOf(anna, 1));
      expect(await socket.next('session:ended')).toMatchObject({ code: 'token_expired' });
      expect(await socket.closed).toBe('io server disconnect');
    });

    it('goes on where it was renewed before', async () => {
      const socket = await app.socket(tokenOf(anna, 1));
      const renewed = await socket.command('session:renew', { accessToken: anna.token });
      expect(renewed).toEqual({ ok: true, data: { expiresAt: expect.any(String) } });
      const other = await app.socket(tokenOf(anna, 1));
      await other.closed; // by then the first one's time would be over too
      expect(await socket.command('lobby:watch', {})).toMatchObject({ ok: true });
    });

    it.each([
      ['garbage', () => 'garbage', 'unauthenticated'],
      ['an expired token', () => tokenOf(anna, -60), 'token_expired'],
      ["another's token", () => ben.token, 'unauthenticated'],
    ])('is not renewed by %s', async (_, token, code) => {
      const socket = await app.socket(anna.token);
      const answer = await socket.command('session:renew', { accessToken: token() });
      expect(answer).toMatchObject({ ok: false, error: { code } });
    });
  });

  describe('at a log-out', () => {
    it('is closed at once, and only those of that session', async () => {
      const cem = await app.signUp();
      const again = await app.http(routes.logIn, { body: { login: cem.email, password: cem.password } });
      const [laptop, phone] = await Promise.all([app.socket(cem.token), app.socket(again.body.accessToken)]);
      await app.http(routes.logOut, {}, cem);
      expect(await laptop.next('session:ended')).toMatchObject({ code: 'unauthenticated' });
      await laptop.closed;
      expect(await phone.command('lobby:watch', {})).toMatchObject({ ok: true });

      await app.http(routes.logOutEverywhere, {}, { token: again.body.accessToken });
      expect(await phone.next('session:ended')).toMatchObject({ code: 'unauthenticated' });
      await phone.closed;
    });

    it('is closed also while it is being let in', async () => {
      const cem = await app.signUp();
      const { sessionId } = await app.app.get(AccessTokens, { strict: false }).verify(cem.token);
      duringAdmission(() => app.app.get(RealtimePublisher).endSession(sessionId, 'unauthenticated'));
      const socket = await app.socket(cem.token);
      expect(await socket.next('session:ended')).toMatchObject({ code: 'unauthenticated' });
      await socket.closed;
    });
  });

  describe('of somebody whose memberships change while it is let in', () => {
    it('does not hear a chat that they have left', async () => {
      const room = await roomOf(app, [anna, ben]);
      duringAdmission(async () => {
        await app.http(routes.leaveRoom, { params: { slug: room.slug } }, ben);
      });
      const leaver = await app.socket(ben.token);
      const stayer = await app.socket(anna.token);
      await stayer.command('message:send', newMessage(room.chatId));
      await stayer.next('message:created');
      await leaver.command('lobby:watch', {}); // what was sent before has arrived by now
      expect(leaver.pending('message:created')).toEqual([]);
    });

    it('hears a chat that they have come into', async () => {
      const room = await roomOf(app, [anna]);
      duringAdmission(async () => {
        await app.http(routes.joinRoom, { params: { slug: room.slug } }, ben);
      });
      const comer = await app.socket(ben.token);
      const owner = await app.socket(anna.token);
      await owner.command('message:send', newMessage(room.chatId));
      await comer.next('message:created', ({ message }) => message.chatId === room.chatId);
    });

    it('hears a chat that was made in a room of theirs', async () => {
      const { slug, chatId: mainId } = await roomOf(app, [anna, ben]);
      let chatId = '';
      duringAdmission(async () => {
        const made = await app.http(
          routes.createRoomChat,
          { params: { slug }, body: { name: 'Cakes' } },
          anna,
        );
        chatId = made.body.id;
      });
      const [comer, owner] = [await app.socket(ben.token), await app.socket(anna.token)];
      for (const id of [chatId, mainId]) {
        expect(await owner.command('message:send', newMessage(id))).toMatchObject({ ok: true });
        await comer.next('message:created', ({ message }) => message.chatId === id);
      }
    });
  });

  describe('of somebody whose friends change while it is let in', () => {
    const report = async (socket: TestSocket, active: boolean) =>
      socket.command('presence:activity', { active });

    let cem: TestUser;
    let dora: TestUser;

    beforeEach(async () => {
      [cem, dora] = await Promise.all([app.signUp(), app.signUp()]);
    });

    it('hears of a friend whom they have just won', async () => {
      duringAdmission(async () => {
        await befriend(app, cem, dora);
      });
      const doras = await app.socket(dora.token);
      const cems = await app.socket(cem.token);
      await report(cems, false);
      await doras.next('presence:changed', ({ presence }) => presence.state === 'away');
    });

    it('does not hear of a friend whom they have just lost', async () => {
      await befriend(app, cem, dora);
      const cems = await app.socket(cem.token);
      duringAdmission(async () => {
        await peopleClient(app).remove(cem, dora);
      });
      const doras = await app.socket(dora.token);
      await report(cems, false);
      await report(cems, true);
      await doras.command('lobby:watch', {}); // what was sent before has arrived by now
      expect(doras.pending('presence:changed')).toEqual([]);
    });
  });

  it('hears a chat that it came into between its admission and its first event', async () => {
    const room = await roomOf(app, [anna, ben]);
    const publisher = app.app.get(RealtimePublisher);
    jest.spyOn(app.app.get(ChatAccess, { strict: false }), 'chatIdsOf').mockImplementationOnce(async () => {
      void (async () => {
        for (let i = 0; i < 50; i++) await null; // past the admission; socket.io connects in the next tick
        publisher.addUserToChat(ben.user.id, room.chatId);
      })();
      return Promise.resolve([]);
    });
    const [comer, owner] = [await app.socket(ben.token), await app.socket(anna.token)];
    await owner.command('message:send', newMessage(room.chatId));
    await comer.next('message:created', ({ message }) => message.chatId === room.chatId);
  });

  /** Something happens after the chats of the next socket were read, and before it uses them. */
  function duringAdmission(happens: () => void | Promise<void>): void {
    const chatAccess = app.app.get(ChatAccess, { strict: false });
    const chatIdsOf = chatAccess.chatIdsOf.bind(chatAccess);
    jest.spyOn(chatAccess, 'chatIdsOf').mockImplementationOnce(async (userId) => {
      const chatIds = await chatIdsOf(userId);
      await happens();
      return chatIds;
    });
  }

  function tokenOf({ token }: TestUser, secondsToLive: number): string {
    const jwt = app.app.get(JwtService, { strict: false });
    const claims = jwt.decode<Record<string, unknown>>(token);
    const now = Math.floor(Date.now() / 1_000);
    return jwt.sign({ ...claims, exp: now + secondsToLive }, { algorithm: 'HS256' });
  }
});
