import { routes } from '@parlour/contracts';
import { turnCredentials } from '@parlour/coturn';
import { joinCall } from '../../test/calls.js';
import { ManualClock } from '../../test/manual-clock.js';
import { roomOf } from '../../test/rooms.js';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';

const turn = {
  urls: ['turn:turn.example.org:3478?transport=udp', 'turns:turn.example.org:5349'],
  secret: 'a secret that the relay knows too',
};
const stunUrls = ['stun:stun.example.org:3478'];

describe('the ways through to others', () => {
  const clock = new ManualClock(new Date('2026-11-21T10:00:00.250Z'));
  let app: TestApp;
  let anna: TestUser;
  let ben: TestUser;

  beforeAll(async () => {
    app = await startTestApp({ stunUrls, turn }, { clock });
    [anna, ben] = [await app.signUp(), await app.signUp()];
  });
  afterAll(() => app.close());

  const askedBy = async (user: TestUser) => (await app.http(routes.iceServers, {}, user)).body;

  it('are STUN as it is, and TURN with a name that expires in twelve hours and its password', async () => {
    const expiresAt = '2026-11-21T22:00:00.000Z';
    const credentials = turnCredentials(turn.secret, anna.user.id, new Date(expiresAt));
    expect(credentials.username).toBe(`1795298400:${anna.user.id}`);
    expect(await askedBy(anna)).toEqual({
      iceServers: [{ urls: stunUrls }, { urls: turn.urls, ...credentials }],
      expiresAt,
    });
  });

  it("bear one's own name only", async () => {
    const [annas, bens] = [await askedBy(anna), await askedBy(ben)];
    expect(annas.iceServers[1]?.username).toContain(anna.user.id);
    expect(bens.iceServers[1]?.username).toContain(ben.user.id);
    expect(bens.iceServers[1]?.credential).not.toBe(annas.iceServers[1]?.credential);
  });

  it('are fresh each time, before a restart of ICE as at the beginning', async () => {
    const before = await askedBy(anna);
    clock.advance(60_000);
    const after = await askedBy(anna);
    expect(Date.parse(after.expiresAt ?? '') - Date.parse(before.expiresAt ?? '')).toBe(60_000);
    expect(after.iceServers[1]?.credential).not.toBe(before.iceServers[1]?.credential);
  });

  it('come with the call as well', async () => {
    const room = await roomOf(app, [anna]);
    const { iceServers } = await joinCall(await app.socket(anna.token), room.id);
    expect(iceServers).toEqual((await askedBy(anna)).iceServers);
  });

  it('are for people who are signed in, and in no cache', async () => {
    const stranger = await app.http(routes.iceServers);
    expect([stranger.status, stranger.problem.code]).toEqual([401, 'unauthenticated']);
    expect(JSON.stringify(stranger.problem)).not.toContain('turn');
    const forged = await app.http(routes.iceServers, {}, { token: `${anna.token}x` });
    expect(forged.status).toBe(401);
    expect((await app.http(routes.iceServers, {}, anna)).headers.get('cache-control')).toBe('no-store');
  });

  it('are none where none are configured, and never expire then', async () => {
    const bare = await startTestApp();
    const cem = await bare.signUp();
    expect((await bare.http(routes.iceServers, {}, cem)).body).toEqual({ iceServers: [], expiresAt: null });
    await bare.close();
  });
});
