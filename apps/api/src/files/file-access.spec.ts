import { type Attachment, type ErrorCode, routes } from '@parlour/contracts';
import { JwtService } from '@nestjs/jwt';
import { fileCookieOf, fileOf, filesClient, messageWith } from '../../test/files.js';
import { befriend, peopleClient } from '../../test/people.js';
import { bytesOf, plain } from '../../test/pictures.js';
import { roomOf } from '../../test/rooms.js';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';

describe('a file of a chat', () => {
  let app: TestApp;
  let [anna, ben, eve]: TestUser[] = [];

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    [anna, ben, eve] = await Promise.all([app.signUp(), app.signUp(), app.signUp()]);
  });

  const picture = async (by: TestUser, chatId: string) =>
    fileOf(app, by, chatId, 'cat.png', await bytesOf(plain(20, 20).png()));

  /** The file and its preview are one: nobody may have the one without the other. */
  const outcome = async (by: { token?: string; cookie?: string }, { id }: Attachment) => {
    const [file, preview] = [await filesClient(app).get(by, id), await filesClient(app).preview(by, id)];
    expect(preview.status).toBe(file.status);
    return file.status === 200 ? 'given' : file.problem.code;
  };

  it('is for members of its room, and for nobody else', async () => {
    const { chatId } = await roomOf(app, [who(anna), who(ben)]);
    const file = await picture(who(anna), chatId);
    await messageWith(app, who(anna), chatId, file);
    expect(await outcome(who(anna), file)).toBe('given');
    expect(await outcome(who(ben), file)).toBe('given');
    expect(await outcome(who(eve), file)).toBe('attachment_not_found');
    expect(await outcome({}, file)).toBe('unauthenticated');
  });

  it('is not for a former member, from the moment on when they are one', async () => {
    const room = await roomOf(app, [who(anna), who(ben)]);
    const [annas, bens] = [await picture(who(anna), room.chatId), await picture(who(ben), room.chatId)];
    await messageWith(app, who(anna), room.chatId, annas);
    const loose = await picture(who(ben), room.chatId);
    await messageWith(app, who(ben), room.chatId, bens);
    expect(await outcome(who(ben), annas)).toBe('given');
    await app.http(routes.leaveRoom, { params: { slug: room.slug } }, who(ben));
    for (const file of [annas, bens, loose])
      expect(await outcome(who(ben), file)).toBe('attachment_not_found');
  });

  it('is for its owner alone until a message has it', async () => {
    const { chatId } = await roomOf(app, [who(anna), who(ben)]);
    const file = await picture(who(anna), chatId);
    expect(await outcome(who(anna), file)).toBe('given');
    expect(await outcome(who(ben), file)).toBe('attachment_not_found');
    expect((await filesClient(app).discard(who(ben), file.id)).problem.code).toBe('attachment_not_found');
    expect(await outcome(who(anna), file)).toBe('given');
  });

  it('cannot be taken back once a message has it', async () => {
    const { chatId } = await roomOf(app, [who(anna)]);
    const file = await picture(who(anna), chatId);
    await messageWith(app, who(anna), chatId, file);
    expect((await filesClient(app).discard(who(anna), file.id)).problem.code).toBe('attachment_not_found');
    expect(await outcome(who(anna), file)).toBe('given');
  });

  it('goes with its message, for everybody', async () => {
    const { chatId } = await roomOf(app, [who(anna), who(ben)]);
    const file = await picture(who(anna), chatId);
    const { id: messageId } = await messageWith(app, who(anna), chatId, file);
    await app.http(routes.deleteMessage, { params: { chatId, messageId } }, who(anna));
    expect(await outcome(who(anna), file)).toBe('attachment_not_found');
    expect(await outcome(who(ben), file)).toBe('attachment_not_found');
  });

  it('of two people stays with both when they part, and when one blocks the other', async () => {
    const chatId = await befriend(app, who(anna), who(ben));
    const file = await picture(who(anna), chatId);
    await messageWith(app, who(anna), chatId, file);
    await peopleClient(app).block(who(anna), who(ben));
    expect(await outcome(who(anna), file)).toBe('given');
    expect(await outcome(who(ben), file)).toBe('given');
    expect(await outcome(who(eve), file)).toBe('attachment_not_found');
  });

  describe('by the cookie for files', () => {
    let file: Attachment;

    beforeEach(async () => {
      const { chatId } = await roomOf(app, [who(anna)]);
      file = await picture(who(anna), chatId);
    });

    const cookies = async (answer: Promise<Response>) => (await answer).headers.getSetCookie();
    const post = (path: string, cookie: string) =>
      fetch(app.url + path, { method: 'POST', headers: { cookie } });

    it('is given as by a token: a picture in a page sends nothing else', async () => {
      const cookie = await fileCookieOf(app, who(anna));
      expect(await outcome({ cookie }, file)).toBe('given');
      expect(await outcome({ cookie: await fileCookieOf(app, who(eve)) }, file)).toBe('attachment_not_found');
    });

    it('which scripts cannot read, foreign pages do not send, and no other address gets', async () => {
      const set = (await cookies(post(routes.refresh.path, who(anna).cookie))).find((one) =>
        one.startsWith('parlour_files='),
      );
      expect(set?.split('; ').slice(1).sort()).toEqual([
        'HttpOnly',
        'Max-Age=86400',
        'Path=/api/attachments',
        'SameSite=Strict',
      ]);
    });

    it('is refused where the token beside it is wrong', async () => {
      const cookie = await fileCookieOf(app, who(anna));
      expect(await outcome({ cookie, token: 'garbage' }, file)).toBe('unauthenticated');
    });

    it('is given at the sign-up, the log-in and each refresh', async () => {
      const body = JSON.stringify({ login: who(anna).email, password: who(anna).password });
      const logIn = fetch(app.url + routes.logIn.path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      for (const answer of [logIn, post(routes.refresh.path, who(anna).cookie)]) {
        const [set = ''] = (await cookies(answer)).filter((one) => one.startsWith('parlour_files='));
        expect(await outcome({ cookie: set.split(';')[0] ?? '' }, file)).toBe('given');
      }
    });

    it('is refused after the log-out, which clears it', async () => {
      const cookie = await fileCookieOf(app, who(anna));
      const cleared = await cookies(post(routes.logOut.path, who(anna).cookie));
      expect(cleared.find((one) => one.startsWith('parlour_files='))).toMatch(
        /^parlour_files=; Max-Age=0; Path=\/api\/attachments;/,
      );
      expect(await outcome({ cookie }, file)).toBe('unauthenticated');
    });

    it('is refused when the session is ended from elsewhere', async () => {
      const cookie = await fileCookieOf(app, who(anna));
      await app.http(routes.logOutEverywhere, {}, who(anna));
      expect(await outcome({ cookie }, file)).toBe('unauthenticated');
      expect(await outcome(who(anna), file)).toBe('unauthenticated');
    });

    it('opens no other address, and is no token', async () => {
      const cookie = await fileCookieOf(app, who(anna));
      const value = cookie.split('=')[1] ?? '';
      expect((await app.http(routes.me, {}, { cookie })).problem.code).toBe('unauthenticated');
      expect((await app.http(routes.me, {}, { token: value })).problem.code).toBe('unauthenticated');
      expect((await post(routes.refresh.path, `parlour_refresh=${value}`)).status).toBe(401);
      const discard = await app.http(
        routes.discardAttachment,
        { params: { attachmentId: file.id } },
        { cookie },
      );
      expect(discard.problem.code).toBe('unauthenticated');
      expect(await outcome({ token: value }, file)).toBe('unauthenticated');
      await expect(app.socket(value)).rejects.toMatchObject({ data: { code: 'unauthenticated' } });
    });

    it('is not replaced by an access token, nor by one that is forged or has expired', async () => {
      const refused = async (value: string): Promise<ErrorCode | 'given'> =>
        outcome({ cookie: `parlour_files=${value}` }, file);
      expect(await refused(who(anna).token)).toBe('unauthenticated');
      expect(await refused('garbage')).toBe('unauthenticated');
      expect(await refused('')).toBe('unauthenticated');
      const claims = new JwtService().decode<Record<string, unknown>>(
        (await fileCookieOf(app, who(anna))).split('=')[1] ?? '',
      );
      const { accessTokenSecret } = app.config.secrets;
      const signed = (changes: object, secret = accessTokenSecret) =>
        new JwtService({ secret }).sign({ ...claims, ...changes });
      expect(await refused(signed({}))).toBe('given');
      expect(await refused(signed({}, 'a foreign secret'))).toBe('unauthenticated');
      expect(await refused(signed({ typ: 'access' }))).toBe('unauthenticated');
      expect(await refused(signed({ aud: 'parlour:access' }))).toBe('unauthenticated');
      expect(await refused(signed({ exp: 1_000_000_000 }))).toBe('token_expired');
    });
  });
});

function who(person: TestUser | undefined): TestUser {
  if (person === undefined) throw new Error('Nobody has signed up');
  return person;
}
