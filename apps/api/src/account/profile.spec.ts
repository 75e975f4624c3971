import { routes, type UpdateProfileRequest } from '@parlour/contracts';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';
import { type DomainEvent, DomainEvents } from '../domain-events/domain-events.js';

describe('a profile', () => {
  let app: TestApp;
  let anna: TestUser;
  let events: DomainEvent[];

  beforeAll(async () => {
    app = await startTestApp();
    const domainEvents = app.app.get(DomainEvents);
    for (const type of ['user-updated', 'status-changed', 'last-seen-visibility-changed'] as const) {
      domainEvents.on(type, (event) => void events.push(event));
    }
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    anna = await app.signUp();
    events = [];
  });

  const update = (body: UpdateProfileRequest) => app.http(routes.updateProfile, { body }, anna);
  const me = async () => (await app.http(routes.me, {}, anna)).body;

  it('begins with the username for a name, no words, no picture, and nothing hidden', async () => {
    expect(await me()).toEqual({
      id: anna.user.id,
      username: anna.user.username,
      displayName: anna.user.username,
      avatar: null,
      email: anna.email,
      createdAt: anna.user.createdAt,
      bio: '',
      status: 'auto',
      showLastSeen: true,
      showRead: true,
    });
  });

  it('changes what is given, and keeps what is left out', async () => {
    const first = await update({ displayName: '  Anna Ångström 🦊 ', bio: 'Tea.\nAnd maps.' });
    expect([first.status, first.body]).toEqual([200, await me()]);
    const second = await update({ bio: '' });
    expect(second.body).toMatchObject({ displayName: 'Anna Ångström 🦊', bio: '' });
    expect((await update({})).body).toEqual(second.body);
  });

  it('is told to all devices of its owner, and the name to who else has to know', async () => {
    const [one, other] = [await app.socket(anna.token), await app.socket(anna.token)];
    const { body } = await update({ displayName: 'Anna A.' });
    for (const socket of [one, other]) {
      expect((await socket.next('account:updated')).user).toEqual(body);
    }
    await update({ displayName: 'Anna A.', bio: 'Only words' });
    expect(events).toEqual([{ type: 'user-updated', userId: anna.user.id }]);
  });

  it('is shown by its new name wherever the person is shown', async () => {
    await update({ displayName: 'Anna A.' });
    const room = await app.http(routes.createRoom, { body: { title: 'Here', visibility: 'public' } }, anna);
    const members = await app.http(routes.listMembers, { params: { slug: room.body.slug }, query: {} }, anna);
    expect(members.body.members[0]?.user.displayName).toBe('Anna A.');
  });

  it.each([
    ['an empty name', { displayName: '' }],
    ['an invisible name', { displayName: '\u200b\u200d' }],
    ['a name of 41 characters', { displayName: 'a'.repeat(41) }],
    ['a name of two lines', { displayName: 'a\nb' }],
    ['a name that turns the line around', { displayName: 'a\u202eb' }],
    ['a name with NUL', { displayName: 'a\u0000b' }],
    ['words of 281 characters', { bio: 'a'.repeat(281) }],
    ['half a character', { bio: '\ud800' }],
    ['a number', { bio: 7 }],
    ['nothing', null],
    ['a list', []],
  ])('with %s is refused', async (_, body) => {
    const answer = await update(body as UpdateProfileRequest);
    expect(answer.status).toBe(400);
    expect(await me()).toMatchObject({ displayName: anna.user.username, bio: '' });
  });

  it('takes forty characters that are two units each', async () => {
    expect((await update({ displayName: '🦊'.repeat(40), bio: '🦊'.repeat(280) })).status).toBe(200);
  });

  it('cannot be given another id, username, address, or picture that way', async () => {
    const forged = { id: 'x', username: 'root', email: 'x@example.org', avatar: 'x', createdAt: 'x' };
    const answer = await update({ bio: 'Hi', ...forged } as UpdateProfileRequest);
    expect(answer.body).toEqual({ ...(await me()), ...anna.user, bio: 'Hi' });
  });

  it('says whether to disturb and whether one was seen, and each change once', async () => {
    const change = (body: object) => app.http(routes.updatePresence, { body }, anna);
    const socket = await app.socket(anna.token);
    const dnd = await change({ status: 'dnd' });
    expect(dnd.body).toMatchObject({ status: 'dnd', showLastSeen: true });
    expect((await socket.next('account:updated')).user).toEqual(dnd.body);
    await change({ status: 'dnd' });
    expect((await change({ showRead: false })).body).toMatchObject({ showRead: false, showLastSeen: true });
    expect((await change({ showLastSeen: false })).body).toMatchObject({
      showRead: false,
      status: 'dnd',
      showLastSeen: false,
    });
    expect((await change({ status: 'nowhere' })).problem.code).toBe('invalid_input');
    expect(events).toEqual([
      { type: 'status-changed', userId: anna.user.id, status: 'dnd' },
      { type: 'last-seen-visibility-changed', userId: anna.user.id, showLastSeen: false },
    ]);
  });

  it('keeps both of two changes at the same instant', async () => {
    await Promise.all([update({ displayName: 'Anna A.' }), update({ bio: 'Tea.' })]);
    expect(await me()).toMatchObject({ displayName: 'Anna A.', bio: 'Tea.' });
  });
});
