import { routes } from '@parlour/contracts';
import { goodPassword, startTestApp, type TestApp } from '../../test/test-app.js';

const wrongPassword = 'not-the-password-17';

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

describe('log-in', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ logInRate: { perSecond: 100, burst: 1_000 } });
  });
  afterAll(() => app.close());

  const logIn = (login: string, password: string) => app.http(routes.logIn, { body: { login, password } });

  it('takes the username or the e-mail address, in any case', async () => {
    const anna = await app.signUp('anna');
    for (const login of ['anna', ' ANNA ', anna.email, 'Anna@Example.ORG']) {
      const answer = await logIn(login, anna.password);
      expect(answer.status).toBe(200);
      expect(answer.body.user.id).toBe(anna.user.id);
      expect(answer.cookie).toMatch(/^parlour_refresh=/);
    }
  });

  it('an unknown account and a wrong password get the same answer', async () => {
    await app.signUp('berta');
    const answers = [await logIn('berta', wrongPassword), await logIn('nobody', wrongPassword)];
    const seen = answers.map(({ status, problem, headers }) => ({
      status,
      problem: { ...problem, requestId: '' },
      headers: [...headers.keys()].sort(),
    }));
    expect(seen[0]).toMatchObject({ status: 401, problem: { code: 'invalid_credentials' } });
    expect(seen[1]).toEqual(seen[0]);
  });

  it('an unknown account takes the time of a wrong password', async () => {
    await app.signUp('clara');
    const times: Record<string, number[]> = { clara: [], nobody: [] };
    for (let round = 0; round < 15; round++) {
      for (const [login, durations] of Object.entries(times)) {
        const begin = performance.now();
        await logIn(login, wrongPassword);
        durations.push(performance.now() - begin);
      }
    }
    // Without the hash of nobody's password the ratio was below 0.2.
    const ratio = median(times['nobody'] ?? []) / median(times['clara'] ?? []);
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.6);
  });

  it.each([
    [{ login: '', password: 'x' }, 'invalid_input'],
    [{ login: 'anna' }, 'invalid_input'],
    [{ login: { $ne: null }, password: { $ne: null } }, 'invalid_input'],
    [{ login: 'an\u0000na', password: 'x' }, 'text_malformed'],
    [{ login: 'anna', password: '\ud800' }, 'text_malformed'],
  ])('%j is refused as input', async (body, code) => {
    const response = await fetch(app.url + routes.logIn.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code });
  });
});

describe('log-in under attack', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await startTestApp({ trustProxy: true });
  });
  afterEach(() => app.close());

  const logInFrom = (address: string, login: string, password: string, cookie = '') =>
    app.http(
      routes.logIn,
      { body: { login, password } },
      { headers: { 'x-forwarded-for': address }, cookie },
    );

  const deviceOf = (headers: Headers) =>
    headers
      .getSetCookie()
      .find((cookie) => cookie.startsWith('parlour_device='))
      ?.split(';')[0] ?? '';

  it('a hundred wrong passwords are throttled, and the owner still gets in from elsewhere', async () => {
    const anna = await app.signUp('anna');
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => logInFrom('203.0.113.7', 'anna', wrongPassword)),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(75);
    for (const { problem, headers } of refused) {
      expect(problem.code).toBe('rate_limited');
      expect(Number(headers.get('retry-after'))).toBe(problem.retryAfterSeconds);
      expect(problem.retryAfterSeconds).toBeGreaterThan(0);
    }
    expect((await logInFrom('203.0.113.7', 'anna', anna.password)).status).toBe(429);
    expect((await logInFrom('198.51.100.4', 'anna', anna.password)).status).toBe(200);
  });

  it('the owner gets in from the same address too, in a browser where they signed in before', async () => {
    const anna = await app.signUp('anna');
    const device = deviceOf((await logInFrom('203.0.113.7', 'anna', anna.password)).headers);
    await Promise.all(Array.from({ length: 100 }, () => logInFrom('203.0.113.7', 'anna', wrongPassword)));
    expect((await logInFrom('203.0.113.7', 'anna', anna.password, device)).status).toBe(200);
  });

  it('guesses from everywhere are throttled together, and the browser of the owner is not', async () => {
    await app.close();
    app = await startTestApp({ trustProxy: true, logInRateOfName: { perSecond: 0.001, burst: 30 } });
    const anna = await app.signUp('anna');
    const device = deviceOf((await logInFrom('198.51.100.4', 'anna', anna.password)).headers);
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, at) => logInFrom(`203.0.113.${at}`, 'anna', wrongPassword)),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(29);
    expect((await logInFrom('198.51.100.4', 'anna', anna.password, device)).status).toBe(200);
  });

  it("a browser known for one's own account is a stranger to other accounts", async () => {
    await app.signUp('anna');
    const mallory = await app.signUp('mallory');
    const device = deviceOf((await logInFrom('203.0.113.7', 'mallory', mallory.password)).headers);
    await Promise.all(Array.from({ length: 30 }, () => logInFrom('203.0.113.7', 'anna', wrongPassword)));
    expect((await logInFrom('203.0.113.7', 'anna', wrongPassword, device)).status).toBe(429);
  });

  it('a name that no account has is throttled like one that an account has', async () => {
    await app.signUp('anna');
    const refusals = async (login: string) => {
      const answers = await Promise.all(
        Array.from({ length: 40 }, () => logInFrom('203.0.113.7', login, wrongPassword)),
      );
      return answers.map(({ problem }) => problem.code).sort();
    };
    expect(await refusals('nobody')).toEqual(await refusals('anna'));
  });

  it('one address that tries many names is throttled, and others are not', async () => {
    await app.close();
    app = await startTestApp({ trustProxy: true, logInsPerAddress: 5 });
    const anna = await app.signUp('anna');
    for (let at = 0; at < 5; at++) await logInFrom('203.0.113.7', `name${at}`, wrongPassword);
    const refused = await logInFrom('203.0.113.7', 'name6', wrongPassword);
    expect([refused.status, refused.problem.code]).toEqual([429, 'rate_limited']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await logInFrom('198.51.100.4', 'anna', anna.password)).status).toBe(200);
  });

  it('thirty people behind one address sign up in one evening, each at the third try', async () => {
    const attempt = (at: number, password: string) =>
      app.http(
        routes.register,
        { body: { username: `pupil_${at}`, email: `pupil_${at}@example.org`, password } },
        { headers: { 'x-forwarded-for': '203.0.113.7' } },
      );
    const statuses = await Promise.all(
      Array.from({ length: 30 }, async (_, at) => {
        await attempt(at, 'short');
        await attempt(at, 'password123');
        return (await attempt(at, goodPassword)).status;
      }),
    );
    expect(new Set(statuses)).toEqual(new Set([201]));
  });

  it('whoever makes many accounts from one address is throttled', async () => {
    await app.close();
    app = await startTestApp({ registrationsPerAddress: 3 });
    for (let at = 0; at < 3; at++) await app.signUp();
    await expect(app.signUp()).rejects.toThrow('rate_limited');
  });

  it('registrations with one e-mail address are throttled, whether or not it has an account', async () => {
    const { email } = await app.signUp('anna');
    const probe = async (address: string) => {
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_, at) =>
          app.http(routes.register, {
            body: { username: `probe_${at}`, email: address, password: 'too easy 1' },
          }),
        ),
      );
      return answers.filter(({ status }) => status === 429).length;
    };
    expect(await probe('free@example.org')).toBe(20);
    expect(await probe(email)).toBe(21); // signing up was the first
  });
});
