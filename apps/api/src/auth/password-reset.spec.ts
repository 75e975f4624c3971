import { jest } from '@jest/globals';
import { limits, routes } from '@parlour/contracts';
import { request } from 'node:http';
import { type MailServer, startMailServer } from '../../test/mail-server.js';
import { ManualClock } from '../../test/manual-clock.js';
import { goodPassword, startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';
import { MailLater } from '../mail/mail-later.js';
import { UsersRepository } from '../users/users.repository.js';

const newPassword = 'copper-lantern-fjord-41';

describe('a new password by a link', () => {
  let app: TestApp;
  let mails: MailServer;
  let clock: ManualClock;
  let anna: TestUser;

  beforeAll(async () => {
    mails = await startMailServer();
    clock = new ManualClock();
    const mail = { smtpUrl: mails.url, from: 'Parlour <parlour@example.org>' };
    const config = { mail, publicUrl: 'https://talk.example.org', passwordResetsPerAddress: 1_000 };
    app = await startTestApp(config, { clock });
  });
  afterAll(async () => {
    await app.close();
    await mails.close();
  });
  beforeEach(async () => {
    anna = await app.signUp();
  });

  const ask = (login: string, headers: Record<string, string> = {}) =>
    app.http(routes.requestPasswordReset, { body: { login } }, { headers });
  const reset = (token: string, password = newPassword) =>
    app.http(routes.resetPassword, { body: { token, password } });
  const logIn = (password: string, login = anna.user.username) =>
    app.http(routes.logIn, { body: { login, password } });
  const sent = () => app.app.get(MailLater).settled();
  const tokenFor = async ({ user, email }: TestUser) => {
    await ask(user.username);
    return tokenIn((await mails.next(email)).content.text);
  };

  it('comes by mail from this server, to the address of the account, in its words', async () => {
    const answer = await ask(anna.email.toUpperCase());
    expect([answer.status, answer.body]).toEqual([200, { deliveredBy: 'mail' }]);
    const { recipients, content } = await mails.next(anna.email);
    expect(recipients).toEqual([anna.email]);
    expect(content.from).toMatchObject({ name: 'Parlour', address: 'parlour@example.org' });
    expect(content.subject).toBe('A new password for Parlour');
    expect(content.text).toContain(`Hello ${anna.user.username},`);
    expect(content.html).toBeUndefined();
    expect(content.text).toMatch(/^https:\/\/talk\.example\.org\/reset-password#token=[\w-]{43}$/m);
  });

  it('speaks German to a German browser', async () => {
    await ask(anna.user.username, { 'accept-language': 'de,en;q=0.8' });
    const { content } = await mails.next(anna.email);
    expect(content.subject).toBe('Ein neues Passwort für Parlour');
    expect(content.text).toContain('Er gilt einmal und 30 Minuten lang.');
  });

  it.each(['host', 'x-forwarded-host', 'origin', 'referer', 'forwarded'])(
    'leads to this server, whatever the header %s of who asks says',
    async (header) => {
      const value = header === 'forwarded' ? 'host=evil.example' : 'https://evil.example';
      await askByHand(app.url, anna.email, { [header]: value });
      await ask(anna.user.username); // where the origin is refused, nothing comes but this
      const { content } = await mails.next(anna.email);
      expect(content.text).toContain('https://talk.example.org/reset-password#token=');
      expect(content.text).not.toContain('evil');
    },
  );

  it('sets the password, and ends every session and its sockets', async () => {
    const socket = await app.socket(anna.token);
    const token = await tokenFor(anna);
    expect((await reset(token)).status).toBe(204);
    expect((await logIn(newPassword)).status).toBe(200);
    expect((await logIn(goodPassword)).status).toBe(401);
    expect((await socket.next('session:ended')).code).toBe('unauthenticated');
    await socket.closed;
    expect((await app.http(routes.me, {}, anna)).status).toBe(401);
    expect((await app.http(routes.refresh, {}, { cookie: anna.cookie })).status).toBe(401);
    expect((await mails.next(anna.email)).content.subject).toBe('Your password for Parlour was changed');
  });

  it('works once', async () => {
    const token = await tokenFor(anna);
    await reset(token);
    const again = await reset(token, 'marble-thicket-opera-58');
    expect([again.status, again.problem.code]).toEqual([400, 'reset_link_invalid']);
    expect((await logIn(newPassword)).status).toBe(200);
  });

  it('used twenty times at the same instant works once', async () => {
    const token = await tokenFor(anna);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => reset(token, `copper-lantern-fjord-${at}`)),
    );
    const at = answers.findIndex(({ status }) => status === 204);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(answers.filter(({ problem }) => problem?.code === 'reset_link_invalid')).toHaveLength(19);
    expect((await logIn(`copper-lantern-fjord-${at}`)).status).toBe(200);
  });

  it('ends after 30 minutes, and not before', async () => {
    const token = await tokenFor(anna);
    clock.advance(limits.passwordResetMs);
    expect((await reset(token)).problem.code).toBe('reset_link_invalid');
    const next = await tokenFor(anna);
    clock.advance(limits.passwordResetMs - 1);
    expect((await reset(next)).status).toBe(204);
  });

  it('takes the place of the one before', async () => {
    const [first, second] = [await tokenFor(anna), await tokenFor(anna)];
    expect((await reset(first)).problem.code).toBe('reset_link_invalid');
    expect((await reset(second)).status).toBe(204);
  });

  it('goes on to work where the password was too easy', async () => {
    const token = await tokenFor(anna);
    const weak = await reset(token, `${anna.user.username}1234`);
    expect(weak.problem).toMatchObject({ code: 'weak_password', advice: expect.any(Array) as string[] });
    expect((await reset(token)).status).toBe(204);
  });

  it('ends when the password or the address of the account is changed', async () => {
    const changes = [
      app.http.bind(null, routes.changePassword, { body: { password: goodPassword, newPassword } }),
      app.http.bind(null, routes.changeEmail, {
        body: { password: goodPassword, email: `other.${Date.now()}@example.org` },
      }),
    ];
    for (const change of changes) {
      const person = await app.signUp();
      const token = await tokenFor(person);
      expect((await change(person)).status).toBeLessThan(300);
      expect((await reset(token)).problem.code).toBe('reset_link_invalid');
    }
  });

  it.each(['x', 'A'.repeat(43), 'A'.repeat(256), "' or 1=1 --", '../../token', '\u0000'])(
    'is none by the token %j',
    async (token) => {
      const answer = await reset(token);
      expect([answer.status, answer.problem.code]).toEqual([400, 'reset_link_invalid']);
    },
  );

  it('is nowhere in the database', async () => {
    const token = await tokenFor(anna);
    const rows = await app.database.query<{ row: string }[]>(
      `select row_to_json(r)::text as row from password_resets r where user_id = $1`,
      [anna.user.id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).not.toContain(token);
    expect(rows[0]?.row).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
  });

  describe('for somebody who has no account', () => {
    it('is answered like for somebody who has, to the letter', async () => {
      const [known, unknown] = [await ask(anna.email), await ask('nobody@example.org')];
      expect([unknown.status, unknown.bytes.toString()]).toEqual([known.status, known.bytes.toString()]);
      const names = ({ headers }: typeof known) =>
        [...headers.keys()].filter((name) => name !== 'date').sort();
      expect(names(unknown)).toEqual(names(known));
    });

    it('is answered before anything is looked up', async () => {
      let find: (account: null) => void = () => undefined;
      const byLogin = jest.spyOn(app.app.get(UsersRepository), 'byLogin');
      byLogin.mockReturnValue(new Promise((resolve) => (find = resolve)));
      try {
        const answering = ask('nobody@example.org').then(({ status }) => status);
        const late = new Promise((resolve) => setTimeout(resolve, 3_000, 'waits for what is found').unref());
        expect(await Promise.race([answering, late])).toBe(200);
      } finally {
        find(null);
        await sent();
        byLogin.mockRestore();
      }
    });

    it('brings no mail', async () => {
      await sent();
      const before = mails.pending.length;
      await ask('nobody@example.org');
      await ask('nobody_at_all');
      await sent();
      expect(mails.pending).toHaveLength(before);
    });
  });

  it.each(['', ' ', 'a\u0000b', 'x'.repeat(300)])('asked for by %j is refused as input', async (login) => {
    expect((await ask(login)).status).toBe(400);
  });

  it('asked for again and again by one name is throttled, whether or not it has an account', async () => {
    const codes = async (login: string) =>
      (await Promise.all(Array.from({ length: 12 }, () => ask(login)))).map(({ status }) => status).sort();
    const known = await codes(anna.user.username);
    expect(known.filter((status) => status === 200)).toHaveLength(5);
    expect(await codes('nobody_here')).toEqual(known);
  });

  it('asked for by both names of an account brings no more mails than by one', async () => {
    const person = await app.signUp();
    for (let at = 0; at < 5; at++) await ask(person.user.username);
    for (let at = 0; at < 5; at++) expect((await ask(person.email)).status).toBe(200);
    await sent();
    const toPerson = mails.pending.filter(({ recipients }) => recipients.includes(person.email));
    expect(toPerson).toHaveLength(5);
  });
});

describe('a new password', () => {
  it('asked for from one address for many names is throttled, and others are not', async () => {
    const app = await startTestApp({ trustProxy: true, passwordResetsPerAddress: 5 });
    const ask = (login: string, address: string) =>
      app.http(routes.requestPasswordReset, { body: { login } }, { headers: { 'x-forwarded-for': address } });
    for (let at = 0; at < 5; at++) expect((await ask(`name_${at}`, '203.0.113.7')).status).toBe(200);
    expect((await ask('name_5', '203.0.113.7')).problem.code).toBe('rate_limited');
    expect((await ask('name_5', '198.51.100.4')).status).toBe(200);
    await app.close();
  });
});

const tokenIn = (text: string | undefined) => /#token=([\w-]+)/.exec(text ?? '')?.[1] ?? '';

/** With headers that `fetch` keeps for itself. */
const askByHand = (url: string, login: string, headers: Record<string, string>) =>
  new Promise<void>((resolve, reject) => {
    const asking = request(url + routes.requestPasswordReset.path, {
      method: routes.requestPasswordReset.method,
      headers: { 'content-type': 'application/json', ...headers },
    });
    asking.on('error', reject).on('response', (response) => response.resume().on('end', () => resolve()));
    asking.end(JSON.stringify({ login }));
  });
