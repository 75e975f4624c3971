import { routes } from '@parlour/contracts';
import { type MailServer, startMailServer } from '../../test/mail-server.js';
import { goodPassword, startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';

const newPassword = 'copper-lantern-fjord-41';

describe('the password and the e-mail address of an account', () => {
  let app: TestApp;
  let mails: MailServer;
  let anna: TestUser;

  beforeAll(async () => {
    mails = await startMailServer();
    app = await startTestApp({ mail: { smtpUrl: mails.url, from: 'Parlour <parlour@example.org>' } });
  });
  afterAll(async () => {
    await app.close();
    await mails.close();
  });
  beforeEach(async () => {
    anna = await app.signUp();
  });

  const logIn = (login: string, password: string) => app.http(routes.logIn, { body: { login, password } });
  const elsewhere = async ({ user, password }: TestUser) => {
    const { body, cookie } = await logIn(user.username, password);
    return { token: body.accessToken, cookie: cookie ?? '' };
  };
  const changePassword = (password: string, next = newPassword, by: { token: string } = anna) =>
    app.http(routes.changePassword, { body: { password, newPassword: next } }, by);
  const changeEmail = (email: string, password = goodPassword) =>
    app.http(routes.changeEmail, { body: { email, password } }, anna);
  const me = (by: { token: string } = anna) => app.http(routes.me, {}, by);

  describe('a new password', () => {
    it('takes the place of the old one', async () => {
      expect((await changePassword(goodPassword)).status).toBe(204);
      expect((await logIn(anna.user.username, goodPassword)).problem.code).toBe('invalid_credentials');
      expect((await logIn(anna.user.username, newPassword)).status).toBe(200);
    });

    it('ends every other session and its sockets at once, and this one goes on', async () => {
      const other = await elsewhere(anna);
      const [own, foreign] = [await app.socket(anna.token), await app.socket(other.token)];
      await changePassword(goodPassword);
      expect((await foreign.next('session:ended')).code).toBe('unauthenticated');
      await foreign.closed;
      expect((await me(other)).status).toBe(401);
      const refreshed = await app.http(routes.refresh, {}, { cookie: other.cookie });
      expect(refreshed.problem.code).toBe('refresh_expired');

      expect((await me()).status).toBe(200);
      expect(own.raw.connected).toBe(true);
      expect((await app.http(routes.refresh, {}, { cookie: anna.cookie })).status).toBe(200);
    });

    it('lets nobody in by the old one who knocked in the same instant', async () => {
      const [, ...entered] = await Promise.all([
        changePassword(goodPassword),
        ...Array.from({ length: 10 }, () => logIn(anna.user.username, goodPassword)),
      ]);
      for (const { status, body } of entered) {
        if (status === 200) expect((await me({ token: body.accessToken })).status).toBe(401);
      }
    });

    it('of two at the same instant is one', async () => {
      const [one, other] = await Promise.all([
        changePassword(goodPassword, 'copper-lantern-fjord-41'),
        changePassword(goodPassword, 'marble-thicket-opera-58'),
      ]);
      expect([one.status, other.status].sort()).toEqual([204, 403]);
    });

    it('is not set without the current one, and too easy it is refused with advice', async () => {
      expect((await changePassword('not-my-password')).problem.code).toBe('wrong_password');
      const weak = await changePassword(goodPassword, `${anna.user.username}1234`);
      expect(weak.problem.code).toBe('weak_password');
      expect(weak.problem.advice).not.toEqual([]);
      expect((await changePassword(goodPassword, 'short')).problem.code).toBe('invalid_input');
      expect((await logIn(anna.user.username, goodPassword)).status).toBe(200);
    });

    it('of 64 characters of any script is taken exactly', async () => {
      const long = `${'Пиво 🍺 ß '.repeat(8)}`.slice(0, 64);
      await changePassword(goodPassword, long);
      expect((await logIn(anna.user.username, long.slice(0, 63))).status).toBe(401);
      expect((await logIn(anna.user.username, long)).status).toBe(200);
    });

    it('is told to the owner by mail, in their language, without any password', async () => {
      await app.http(
        routes.changePassword,
        { body: { password: goodPassword, newPassword } },
        { ...anna, headers: { 'accept-language': 'de-AT,de;q=0.9' } },
      );
      const { content } = await mails.next(anna.email);
      expect(content.subject).toBe('Dein Passwort für Parlour wurde geändert');
      expect(content.text).toContain(`Hallo ${anna.user.username}`);
      expect(content.text).not.toContain(newPassword);
    });
  });

  it('a hundred wrong passwords are throttled, in this session only', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => changePassword('wrong')));
    const codes = answers.map(({ problem }) => problem.code);
    expect(codes.filter((code) => code === 'wrong_password').length).toBeLessThanOrEqual(25);
    expect(codes.filter((code) => code === 'rate_limited').length).toBeGreaterThanOrEqual(75);
    expect((await changePassword(goodPassword)).problem.code).toBe('rate_limited');
    expect((await changeEmail('other@example.org')).problem.code).toBe('rate_limited');
    expect((await app.http(routes.deleteAccount, { body: { password: goodPassword } }, anna)).status).toBe(
      429,
    );
    const owner = await elsewhere(anna);
    expect((await changePassword(goodPassword, newPassword, owner)).status).toBe(204);
  });

  describe('a new e-mail address', () => {
    const address = () => `new.${anna.user.username}@example.org`;

    it('is the one to sign in by, on all devices, and the old one hears of it', async () => {
      const socket = await app.socket(anna.token);
      const answer = await changeEmail(` ${address().toUpperCase()} `);
      expect(answer.body.email).toBe(address());
      expect((await socket.next('account:updated')).user).toEqual(answer.body);
      expect((await logIn(address(), goodPassword)).status).toBe(200);
      expect((await logIn(anna.email, goodPassword)).status).toBe(401);
      const { content } = await mails.next(anna.email);
      expect(content.subject).toBe('Your e-mail address for Parlour was changed');
      expect(content.text).not.toContain(address());
    });

    it('is not set without the password, nor where somebody else has it', async () => {
      const ben = await app.signUp();
      expect((await changeEmail(address(), 'wrong')).problem.code).toBe('wrong_password');
      expect((await changeEmail(ben.email)).problem.code).toBe('email_refused');
      expect((await changeEmail('no address')).problem.code).toBe('invalid_input');
      expect((await me()).body.email).toBe(anna.email);
    });

    it('that one has already changes nothing', async () => {
      const answer = await changeEmail(anna.email);
      expect([answer.status, answer.body.email]).toEqual([200, anna.email]);
    });

    it('wanted by ten at the same instant is one person’s', async () => {
      const people = await Promise.all(Array.from({ length: 10 }, () => app.signUp()));
      const answers = await Promise.all(
        people.map((person) =>
          app.http(routes.changeEmail, { body: { email: address(), password: person.password } }, person),
        ),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    });

    it('is no way to ask at length who has an account', async () => {
      const codes = [];
      for (let at = 0; at < 12; at++) {
        codes.push((await changeEmail(`nobody.${at}.${anna.user.username}@example.org`)).problem?.code);
      }
      expect(codes.at(-1)).toBe('rate_limited');
    });
  });
});
