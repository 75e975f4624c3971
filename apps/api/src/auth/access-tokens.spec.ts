import { JwtService } from '@nestjs/jwt';
import { type Route, routes, routeUrl } from '@parlour/contracts';
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';
import { AccessTokens } from './access-tokens.js';

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const partsOf = (token: string) =>
  token.split('.').map((part) => JSON.parse(Buffer.from(part, 'base64url').toString() || '{}') as object) as [
    object,
    Record<string, unknown>,
  ];

describe('an access token', () => {
  let app: TestApp;
  let anna: TestUser;
  let claims: Record<string, unknown>;

  beforeAll(async () => {
    app = await startTestApp();
    anna = await app.signUp();
    [, claims] = partsOf(`${anna.token.split('.').slice(0, 2).join('.')}`);
  });
  afterAll(() => app.close());

  const hs256 = (
    header: object,
    payload: object,
    key: string | Buffer = app.config.secrets.accessTokenSecret,
  ) => {
    const input = `${encode(header)}.${encode(payload)}`;
    return `${input}.${createHmac('sha256', key).update(input).digest('base64url')}`;
  };

  const codeFor = async (token: string) => (await app.http(routes.me, undefined, { token })).problem.code;

  const now = () => Math.floor(Date.now() / 1_000);

  it('that is made like ours is taken, so that the attacks below fail for their own reason', async () => {
    const me = await app.http(routes.me, undefined, { token: hs256({ alg: 'HS256', typ: 'JWT' }, claims) });
    expect(me.status).toBe(200);
  });

  it('without a signature (alg none) is refused', async () => {
    for (const alg of ['none', 'None', 'NONE']) {
      expect(await codeFor(`${encode({ alg, typ: 'JWT' })}.${encode(claims)}.`)).toBe('unauthenticated');
    }
  });

  it('signed by a key that its own header brings (jwk, jku, kid, x5c) is refused', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = publicKey.export({ format: 'jwk' });
    for (const header of [
      { alg: 'RS256', jwk },
      { alg: 'RS256', jku: 'http://127.0.0.1:9/keys.json', kid: '1' },
      { alg: 'RS256', x5c: [publicKey.export({ format: 'der', type: 'spki' }).toString('base64')] },
    ]) {
      const input = `${encode(header)}.${encode(claims)}`;
      const token = `${input}.${sign('sha256', Buffer.from(input), privateKey).toString('base64url')}`;
      expect(await codeFor(token)).toBe('unauthenticated');
    }
    const ownKey = { alg: 'HS256', jwk: { kty: 'oct', k: Buffer.from('mine').toString('base64url') } };
    expect(await codeFor(hs256(ownKey, claims, 'mine'))).toBe('unauthenticated');
    expect(await codeFor(hs256({ alg: 'HS256', kid: '/dev/null' }, claims, ''))).toBe('unauthenticated');
  });

  it('of another algorithm with our secret is refused', async () => {
    const input = `${encode({ alg: 'HS512', typ: 'JWT' })}.${encode(claims)}`;
    const mac = createHmac('sha512', app.config.secrets.accessTokenSecret).update(input).digest('base64url');
    expect(await codeFor(`${input}.${mac}`)).toBe('unauthenticated');
  });

  it('of the secret for call resumption is refused', async () => {
    expect(await codeFor(hs256({ alg: 'HS256' }, claims, app.config.secrets.resumeTokenSecret))).toBe(
      'unauthenticated',
    );
  });

  it.each([
    ['for another audience', { aud: 'other' }],
    ['without an audience', { aud: undefined }],
    ['of another issuer', { iss: 'other' }],
    ['that is no access token', { typ: 'refresh' }],
    ['without a type', { typ: undefined }],
    ['that does not expire', { exp: undefined }],
    ['without a session', { sid: undefined }],
    ['of a session that does not exist', { sid: '019a6f3e-0000-7000-8000-000000000001' }],
    ['of somebody else in this session', { sub: '019a6f3e-0000-7000-8000-000000000001' }],
  ])('%s is refused', async (_, changed) => {
    expect(await codeFor(hs256({ alg: 'HS256', typ: 'JWT' }, { ...claims, ...changed }))).toBe(
      'unauthenticated',
    );
  });

  it('that is not yet valid is refused', async () => {
    expect(await codeFor(hs256({ alg: 'HS256' }, { ...claims, nbf: now() + 60 }))).toBe('unauthenticated');
  });

  it('that has expired says so, so that the client refreshes', async () => {
    const expired = { ...claims, iat: now() - 700, nbf: now() - 700, exp: now() - 100 };
    expect(await codeFor(hs256({ alg: 'HS256' }, expired))).toBe('token_expired');
    expect(await codeFor(hs256({ alg: 'HS256' }, expired, 'a foreign secret'))).toBe('unauthenticated');
  });

  it.each(['', 'garbage', 'a.b.c', '..', `${'a'.repeat(4_000)}`])('of %j is refused', async (token) => {
    expect(await codeFor(token)).toBe('unauthenticated');
  });

  it('that is a refresh token is refused', async () => {
    expect(await codeFor(anna.cookie.split('=')[1] ?? '')).toBe('unauthenticated');
  });

  it('in the address is not read, where logs would keep it', async () => {
    for (const name of ['access_token', 'token', 'authorization', 'auth_token']) {
      const response = await fetch(`${app.url}${routes.me.path}?${name}=${anna.token}`);
      expect(response.status).toBe(401);
    }
  });

  it.each(Object.entries<Route>(routes).filter(([, { auth }]) => auth === 'bearer' || auth === 'file'))(
    'is what %s asks for',
    async (_, route) => {
      const ids = ['chatId', 'sessionId', 'messageId', 'attachmentId'].map((name) => [name, anna.user.id]);
      const params = { slug: 'room', username: 'anna', emoji: '👍', ...Object.fromEntries(ids) };
      const response = await fetch(app.url + routeUrl(route, params), { method: route.method });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await response.json()).toMatchObject({ code: 'unauthenticated' });
    },
  );

  it('is the same for the sockets: verify takes ours and refuses the others', async () => {
    const tokens = app.app.get(AccessTokens, { strict: false });
    await expect(tokens.verify(anna.token)).resolves.toMatchObject({
      userId: anna.user.id,
      username: anna.user.username,
    });
    const jwt = new JwtService({ secret: 'a foreign secret' });
    await expect(tokens.verify(jwt.sign(claims))).rejects.toMatchObject({ code: 'unauthenticated' });
    const unsigned = `${encode({ alg: 'none' })}.${encode(claims)}.`;
    await expect(tokens.verify(unsigned)).rejects.toMatchObject({ code: 'unauthenticated' });
    const expired = hs256({ alg: 'HS256' }, { ...claims, exp: now() - 100 });
    await expect(tokens.verify(expired)).rejects.toMatchObject({ code: 'token_expired' });
  });
});
