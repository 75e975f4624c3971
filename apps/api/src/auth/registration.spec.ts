import { type RegisterRequest, routes } from '@parlour/contracts';
import { goodPassword, startTestApp, type TestApp } from '../../test/test-app.js';

describe('registration', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ registrationRate: { perSecond: 1, burst: 100 } });
  });
  afterAll(() => app.close());

  const register = (fields: Partial<RegisterRequest>, headers: Record<string, string> = {}) =>
    app.http(
      routes.register,
      { body: { username: 'nobody_yet', email: 'nobody@example.org', password: goodPassword, ...fields } },
      { headers },
    );

  it('signs a newcomer in, with a token for ten minutes and a cookie that only /api/auth sees', async () => {
    const answer = await register({ username: 'Anna', email: ' Anna@Example.org ' });
    expect(answer.status).toBe(201);
    expect(answer.body.user).toMatchObject({ username: 'anna', email: 'anna@example.org' });
    const lifetimeMs = Date.parse(answer.body.accessTokenExpiresAt) - Date.now();
    expect(lifetimeMs).toBeGreaterThan(9.9 * 60_000);
    expect(lifetimeMs).toBeLessThanOrEqual(10 * 60_000);
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^parlour_refresh=[\w-]{43}; Max-Age=2592000; Path=\/api\/auth; HttpOnly; SameSite=Strict$/,
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const me = await app.http(routes.me, undefined, { token: answer.body.accessToken });
    expect(me.body).toEqual(answer.body.user);
  });

  it('says over TLS, its own or that of a proxy, that the cookies need TLS', async () => {
    const answer = await register(
      { username: 'tls_user', email: 'tls@example.org' },
      { 'x-forwarded-proto': 'https' },
    );
    for (const cookie of answer.headers.getSetCookie()) expect(cookie).toContain('; Secure');
  });

  it('a name that somebody has in another case is taken', async () => {
    await app.signUp('berta');
    const answer = await register({ username: 'BERTA', email: 'other@example.org' });
    expect([answer.status, answer.problem.code]).toEqual([409, 'username_taken']);
  });

  it('an e-mail address that has an account is refused without saying why', async () => {
    const { email } = await app.signUp('carla');
    const answer = await register({ username: 'somebody', email: email.toUpperCase() });
    expect([answer.status, answer.problem.code]).toEqual([409, 'registration_refused']);
    expect(JSON.stringify(answer.problem)).not.toContain(email);
  });

  it('the name counts first where both are taken', async () => {
    const { email } = await app.signUp('dora');
    const answer = await register({ username: 'dora', email });
    expect(answer.problem.code).toBe('username_taken');
  });

  it('of ten who want one name at the same instant, one gets it', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) => register({ username: 'wanted', email: `w${at}@example.org` })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ problem }) => problem.code === 'username_taken')).toHaveLength(9);
  });

  it.each([
    ['a common word', 'password123'],
    ['a keyboard row', 'qwertzuiop1'],
    ['a German word', 'schmetterling'],
    ['one character', 'a'.repeat(64)],
    ['their own name', 'nobody_yet_1'],
    ['their own address', 'nobody@example.org'],
  ])('a password that is %s is refused with advice', async (_, password) => {
    const answer = await register({ password });
    expect([answer.status, answer.problem.code]).toEqual([400, 'weak_password']);
    expect(answer.problem.advice?.length).toBeGreaterThan(0);
    expect(answer.problem.advice?.every((line) => line.includes(' '))).toBe(true);
  });

  it('the advice is in German for those who read German', async () => {
    const answer = await register({ password: 'password123' }, { 'accept-language': 'de-AT,en;q=0.5' });
    expect(answer.problem.advice?.join(' ')).toMatch(/ (ist|häufig|Wörter|sind) /);
  });

  it.each([
    ['of 9 characters', 'Xk3!vÖq9z', 400],
    ['of 129 characters', `${'Xk3!vÖq9z-'.repeat(12)}123456789`, 400],
    ['of 128 characters', `${'Xk3!vÖq9z-'.repeat(12)}12345678`, 201],
  ])('a password %s answers %s', async (_, password, status) => {
    const answer = await register({ password, username: `p${status}`, email: `p${status}@example.org` });
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.problem.issues?.[0]?.path).toBe('password');
  });

  it.each([
    ['of 64 characters and more', `${'violet-anchor-piano-93 '.repeat(3)}!`],
    ['of other alphabets, combining marks and emoji', 'Ünïcödé 密码 🦊 é ﬁn'],
  ])('a password %s is taken exactly as typed', async (_, password) => {
    const username = `u${Math.random().toString(36).slice(2, 10)}`;
    const created = await register({ username, email: `${username}@example.org`, password });
    expect(created.status).toBe(201);
    const logIn = (typed: string) => app.http(routes.logIn, { body: { login: username, password: typed } });
    expect((await logIn(password)).status).toBe(200);
    for (const other of [
      `${password} `,
      password.slice(0, -1),
      password.normalize('NFKC'),
      password.toLowerCase(),
    ])
      if (other !== password) expect((await logIn(other)).problem.code).toBe('invalid_credentials');
  });

  it.each([
    ['a NUL', { password: `${goodPassword}\u0000` }, 'text_malformed'],
    ['half an emoji', { password: `${goodPassword}\ud83e` }, 'text_malformed'],
    ['10,000 combining marks', { password: 'a'.padEnd(10_000, '\u0301') }, 'invalid_input'],
    ['a name with a space', { username: 'an na' }, 'invalid_input'],
    ['a name of two letters', { username: 'an' }, 'invalid_input'],
    ['a name of 21 letters', { username: 'a'.repeat(21) }, 'invalid_input'],
    ['no address', { email: 'anna.example.org' }, 'invalid_input'],
    ['a NUL in the address', { email: 'an\u0000na@example.org' }, 'invalid_input'],
  ])('%s is refused as such', async (_, fields, code) => {
    const answer = await register(fields);
    expect([answer.status, answer.problem.code]).toEqual([400, code]);
    expect(answer.problem.issues?.map(({ path }) => path)).toEqual(
      expect.arrayContaining(Object.keys(fields)),
    );
  });

  it.each([null, [], 'text', 7, {}, { username: {}, email: [], password: 1 }])(
    'a body of %j is refused',
    async (body) => {
      const response = await fetch(app.url + routes.register.path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'invalid_input' });
    },
  );

  it('the database holds an argon2id hash of the OWASP parameters', async () => {
    const { user } = await app.signUp();
    const [row] = await app.database.query<{ password_hash: string }[]>(
      'select password_hash from users where id = $1',
      [user.id],
    );
    expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});
