import { routes } from '@parlour/contracts';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

describe('the sessions of an account', () => {
  let app: TestApp;
  let anna: TestUser;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    anna = await app.signUp();
  });

  const logInBy = async (userAgent: string) => {
    const { body, cookie } = await app.http(
      routes.logIn,
      { body: { login: anna.user.username, password: anna.password } },
      { headers: { 'user-agent': userAgent } },
    );
    return { token: body.accessToken, cookie: cookie ?? '' };
  };
  const list = async (by: { token: string } = anna) => {
    const { sessions } = (await app.http(routes.listSessions, {}, by)).body;
    return sessions;
  };
  const end = (sessionId: string, by: { token: string } = anna) =>
    app.http(routes.endSession, { params: { sessionId } }, by);
  const idOf = async (by: { token: string }) => (await list(by)).find(({ current }) => current)?.id ?? '';

  it('are listed by browser and system, the last used first, and one of them is this one', async () => {
    const second = await logInBy(firefox);
    await logInBy(iphone);
    const sessions = await list(second);
    expect(sessions.map(({ browser, system, current }) => [browser, system, current])).toEqual([
      ['Safari', 'iOS', false],
      ['Firefox', 'Linux', true],
      [null, null, false],
    ]);
    for (const { createdAt, lastUsedAt } of sessions) expect(lastUsedAt >= createdAt).toBe(true);
  });

  it('move to the front when they are used, with the browser as it is now', async () => {
    const second = await logInBy(firefox);
    await logInBy(iphone);
    const newer = firefox
      .replaceAll('140', '141')
      .replace('X11; Linux x86_64', 'Windows NT 10.0; Win64; x64');
    await app.http(routes.refresh, {}, { cookie: second.cookie, headers: { 'user-agent': newer } });
    expect((await list())[0]).toMatchObject({ browser: 'Firefox', system: 'Windows' });
  });

  it.each([
    ['nothing', ''],
    ['nonsense', "%s%n ${jndi:ldap://x} ' or 1=1 --"],
    ['a script', '<script>alert(1)</script>'],
    ['ten thousand characters', `Mozilla/5.0 ${'('.repeat(10_000)}`],
  ])('of a browser that says %s are listed all the same', async (_, userAgent) => {
    const other = await logInBy(userAgent);
    expect((await list(other)).find(({ current }) => current)).toMatchObject({ browser: null });
  });

  it('can be ended one by one: the token, the cookie, the sockets', async () => {
    const other = await logInBy(firefox);
    const [own, foreign] = [await app.socket(anna.token), await app.socket(other.token)];
    expect((await end(await idOf(other))).status).toBe(204);
    expect((await foreign.next('session:ended')).code).toBe('unauthenticated');
    await foreign.closed;
    expect((await app.http(routes.me, {}, other)).status).toBe(401);
    expect((await app.http(routes.refresh, {}, other)).problem.code).toBe('refresh_expired');
    expect(own.raw.connected).toBe(true);
    expect(await list()).toHaveLength(1);
  });

  it('can be ended from within, as by logging out', async () => {
    expect((await end(await idOf(anna))).status).toBe(204);
    expect((await app.http(routes.me, {}, anna)).status).toBe(401);
  });

  it('of somebody else, of nobody, and ended ones are all answered alike', async () => {
    const ben = await app.signUp();
    const gone = await logInBy(firefox);
    const goneId = await idOf(gone);
    await end(goneId);
    for (const id of [await idOf(ben), goneId, '019a6f3e-0000-4000-8000-0000000000c1', 'no-id']) {
      const answer = await end(id);
      expect([answer.status, answer.problem.code]).toEqual([404, 'session_not_found']);
    }
    expect((await app.http(routes.me, {}, ben)).status).toBe(200);
  });

  it('are not listed when they have ended', async () => {
    const other = await logInBy(firefox);
    await app.http(routes.logOut, {}, { cookie: other.cookie });
    expect(await list()).toHaveLength(1);
  });
});
