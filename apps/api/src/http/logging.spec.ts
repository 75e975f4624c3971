import { routes } from '@parlour/contracts';
import { outputOf } from '../../test/output.js';
import { goodPassword, startTestApp } from '../../test/test-app.js';

const linesOf = (output: string) =>
  output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the log', () => {
  const secrets: string[] = [];
  let output: string;

  beforeAll(async () => {
    output = await outputOf(async () => {
      const app = await startTestApp({ logLevel: 'trace' });
      const headers = { 'x-request-id': 'a-request-to-find' };
      const anna = await app.signUp('anna_of_the_log');
      const room = await app.http(
        routes.createRoom,
        { body: { title: 'A secret title', visibility: 'private' } },
        { ...anna, headers },
      );
      const socket = await app.socket(anna.token);
      const media = { microphone: true, camera: true, screen: false };
      const call = await socket.command('call:join', {
        target: { kind: 'room', roomId: room.body.id },
        media,
      });
      const sdp = 'v=0 fingerprint-of-a-secret-sdp';
      if (!call.ok) throw new Error('not in the call');
      await socket.command('call:signal', {
        callId: call.data.callId,
        to: call.data.self.id,
        signal: { type: 'offer', sdp, revision: 0 },
      });
      const clientMessageId = '019a6f3e-0000-4000-8000-0000000000c1';
      const text = 'a secret message';
      await socket.command('message:send', { chatId: room.body.chatId, clientMessageId, text });
      await app.http(routes.logIn, { body: { login: 'anna_of_the_log', password: 'wrong-secret-17' } });
      await app.http(routes.register, {
        body: { username: 'other_one', email: anna.email, password: goodPassword },
      });
      await app.http(routes.me, undefined, { token: `${anna.token}x` });
      await fetch(`${app.url}/api/auth/me?token=${anna.token}`);
      const refreshed = await app.http(routes.refresh, undefined, anna);
      // A fault of ours, with the parameters of a query in its error.
      await app.database.query('alter table users rename to hidden_users');
      await app.http(routes.logIn, { body: { login: 'login-in-a-query', password: 'in-a-query-17' } });
      await app.database.query('alter table hidden_users rename to users');
      secrets.push(
        anna.token,
        anna.cookie,
        anna.cookie.split('=')[1] ?? '',
        anna.email,
        anna.password,
        refreshed.body.accessToken,
        ...refreshed.headers.getSetCookie().map((set) => set.split(';')[0]?.split('=')[1] ?? ''),
        'A secret title',
        sdp,
        text,
        'wrong-secret-17',
        'login-in-a-query',
        'in-a-query-17',
        call.data.resumeToken,
        app.config.secrets.accessTokenSecret,
        app.config.secrets.resumeTokenSecret,
        'argon2id',
      );
      await app.close();
    });
  });

  it('tells each request by its id, method, path and outcome', () => {
    const request = linesOf(output).find(
      (line) => (line['req'] as { id?: string } | undefined)?.id === 'a-request-to-find',
    );
    expect(request).toMatchObject({
      level: 30,
      req: { method: 'POST', path: '/api/rooms' },
      res: { statusCode: 201 },
    });
  });

  it('tells a fault of ours as an error, with its stack', () => {
    const faults = linesOf(output).filter((line) => line['level'] === 50);
    expect(JSON.stringify(faults)).toMatch(/relation \\"users\\" does not exist/);
    expect(faults.some((line) => (line['err'] as { stack?: string } | undefined)?.stack)).toBe(true);
  });

  it('holds no secret, address, body, cookie, token or SDP', () => {
    expect(output.length).toBeGreaterThan(5_000);
    expect(secrets.length).toBeGreaterThan(10);
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(5);
      expect(output).not.toContain(secret);
    }
    expect(output.toLowerCase()).not.toMatch(/authorization|set-cookie|bearer ey/);
  });
});
