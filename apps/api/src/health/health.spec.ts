import { routes } from '@parlour/contracts';
import { DatabaseProxy } from '../../test/database-proxy.js';
import { startTestApp, type TestApp } from '../../test/test-app.js';
import { cloneDatabase } from '../../test/test-database.js';

describe('health', () => {
  let app: TestApp;
  let proxy: DatabaseProxy;
  let dropDatabase: () => Promise<void>;

  beforeAll(async () => {
    const database = await cloneDatabase();
    dropDatabase = database.drop;
    proxy = await DatabaseProxy.before(database.url);
    app = await startTestApp({ databaseUrl: proxy.url });
  });
  afterAll(async () => {
    await app.close();
    await proxy.close();
    await dropDatabase();
  });

  it('live and ready are answered without an account, and from no cache', async () => {
    const live = await app.http(routes.live);
    expect([live.status, live.body]).toEqual([200, { status: 'ok' }]);
    const ready = await app.http(routes.ready);
    expect([ready.status, ready.body]).toEqual([200, { status: 'ok', database: 'ok' }]);
    expect(ready.headers.get('cache-control')).toBe('no-store');
  });

  it('while the database refuses, the process is live and not ready, and then recovers', async () => {
    const anna = await app.signUp();
    const answers = async () => [
      (await app.http(routes.live)).status,
      (await app.http(routes.ready)).problem,
      (await app.http(routes.me, undefined, anna)).problem,
      (await app.http(routes.refresh, undefined, anna)).problem,
      (await app.http(routes.logIn, { body: { login: anna.email, password: anna.password } })).problem,
    ];
    proxy.refuse();
    const unavailable = expect.objectContaining({ status: 503, code: 'unavailable' }) as unknown;
    expect(await answers()).toEqual([200, unavailable, unavailable, unavailable, unavailable]);

    proxy.recover();
    expect((await app.http(routes.ready)).status).toBe(200);
    expect((await app.http(routes.me, undefined, anna)).status).toBe(200);
    expect((await app.http(routes.refresh, undefined, anna)).status).toBe(200);
  });

  it('a database that hangs makes it not ready within the patience of a load balancer', async () => {
    proxy.stall();
    const begin = performance.now();
    expect((await app.http(routes.ready)).problem.code).toBe('unavailable');
    expect(performance.now() - begin).toBeLessThan(4_000);
    proxy.recover();
  });
});
