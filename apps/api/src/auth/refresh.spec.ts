import { routes } from '@parlour/contracts';
import { startTestApp, type TestApp } from '../../test/test-app.js';

describe('refresh', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  const refresh = (cookie: string) => app.http(routes.refresh, undefined, { cookie });

  /** As if the tokens of this session had been traded so long ago. */
  const age = (userId: string, seconds: number) =>
    app.database.query(
      `update refresh_tokens set used_at = used_at - make_interval(secs => $2)
        where session_id in (select id from sessions where user_id = $1)`,
      [userId, seconds],
    );

  it('trades the cookie for a new token and a new cookie, again and again', async () => {
    const anna = await app.signUp();
    let cookie = anna.cookie;
    for (let round = 0; round < 3; round++) {
      const answer = await refresh(cookie);
      expect(answer.status).toBe(200);
      expect(answer.body.user.id).toBe(anna.user.id);
      expect(answer.cookie).not.toBe(cookie);
      expect((await app.http(routes.me, undefined, { token: answer.body.accessToken })).status).toBe(200);
      cookie = answer.cookie ?? '';
    }
  });

  it('two tabs that wake at the same instant both go on', async () => {
    const anna = await app.signUp();
    const tabs = await Promise.all([refresh(anna.cookie), refresh(anna.cookie)]);
    expect(tabs.map(({ status }) => status)).toEqual([200, 200]);
    expect(tabs[0].cookie).not.toBe(tabs[1].cookie);
    for (const { cookie } of tabs) expect((await refresh(cookie ?? '')).status).toBe(200);
  });

  it('a token used a second time, later than two tabs would, ends the session of both', async () => {
    const anna = await app.signUp();
    const socket = await app.socket(anna.token);
    const thief = await refresh(anna.cookie);
    await age(anna.user.id, 11);

    const owner = await refresh(anna.cookie);
    expect([owner.status, owner.problem.code]).toEqual([401, 'refresh_reused']);
    expect((await socket.next('session:ended')).code).toBe('refresh_reused');
    await socket.closed;
    const again = await refresh(thief.cookie ?? '');
    expect([again.status, again.problem.code]).toEqual([401, 'refresh_expired']);
    const stolen = await app.http(routes.me, undefined, { token: thief.body.accessToken });
    expect([stolen.status, stolen.problem.code]).toEqual([401, 'unauthenticated']);
  });

  it('what ends one session leaves the others of the same person alone', async () => {
    const anna = await app.signUp();
    const elsewhere = await app.http(routes.logIn, {
      body: { login: anna.user.username, password: anna.password },
    });
    await refresh(anna.cookie);
    await age(anna.user.id, 11);
    await refresh(anna.cookie);
    expect((await refresh(elsewhere.cookie ?? '')).status).toBe(200);
  });

  it('a session that was not used for 30 days has expired', async () => {
    const anna = await app.signUp();
    await app.database.query(
      `update refresh_tokens set expires_at = now()
        where session_id in (select id from sessions where user_id = $1)`,
      [anna.user.id],
    );
    const answer = await refresh(anna.cookie);
    expect([answer.status, answer.problem.code]).toEqual([401, 'refresh_expired']);
  });

  it('a new token lasts 30 days from its making', async () => {
    const anna = await app.signUp();
    await refresh(anna.cookie);
    const lifetimes = await app.database.query<{ days: number }[]>(
      `select extract(epoch from expires_at - issued_at)::int / 86400 as days from refresh_tokens
        where session_id in (select id from sessions where user_id = $1)`,
      [anna.user.id],
    );
    expect(lifetimes).toEqual([{ days: 30 }, { days: 30 }]);
  });

  it.each(['', 'parlour_refresh=', 'parlour_refresh=garbage', `parlour_refresh=${'A'.repeat(43)}`])(
    'the cookie %j is nobody',
    async (cookie) => {
      const answer = await refresh(cookie);
      expect([answer.status, answer.problem.code]).toEqual([401, 'unauthenticated']);
    },
  );

  it('an access token in the place of the cookie is nobody', async () => {
    const anna = await app.signUp();
    expect((await refresh(`parlour_refresh=${anna.token}`)).problem.code).toBe('unauthenticated');
  });

  it('the database holds no token that could be used', async () => {
    const anna = await app.signUp();
    const rows = await app.database.query<{ token_hash: Buffer }[]>('select token_hash from refresh_tokens');
    const token = anna.cookie.split('=')[1] ?? '';
    for (const { token_hash } of rows) {
      expect(token_hash).toHaveLength(32);
      expect(token_hash.equals(Buffer.from(token, 'base64url'))).toBe(false);
    }
  });

  it('one person who refreshes without end is throttled, and others are not', async () => {
    const [anna, ben] = [await app.signUp(), await app.signUp()];
    const answers = await Promise.all(Array.from({ length: 80 }, () => refresh(anna.cookie)));
    const codes = answers.filter(({ status }) => status !== 200).map(({ problem }) => problem.code);
    expect(codes.length).toBeGreaterThan(10);
    expect(new Set(codes)).toEqual(new Set(['rate_limited']));
    expect((await refresh(ben.cookie)).status).toBe(200);
  });

  it('expired sessions and tokens are forgotten, living ones stay', async () => {
    const { SessionsRepository } = await import('./sessions.repository.js');
    const [gone, here] = [await app.signUp(), await app.signUp()];
    await app.database.query(
      `update sessions set last_used_at = now() - interval '31 days' where user_id = $1`,
      [gone.user.id],
    );
    await app.app.get(SessionsRepository, { strict: false }).purge();
    const left = await app.database.query<{ user_id: string }[]>(
      'select user_id from sessions where user_id in ($1, $2)',
      [gone.user.id, here.user.id],
    );
    expect(left).toEqual([{ user_id: here.user.id }]);
    expect((await refresh(here.cookie)).status).toBe(200);
    expect((await refresh(gone.cookie)).problem.code).toBe('unauthenticated');
  });
});
