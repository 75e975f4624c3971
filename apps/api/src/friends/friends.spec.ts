import { type Relation } from '@parlour/contracts';
import { befriend, outcomeOf, type PeopleAction, peopleClient } from '../../test/people.js';
import { asUser, startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';
import { Presences } from '../presence/presences.js';

describe('friends', () => {
  let app: TestApp;
  let people: ReturnType<typeof peopleClient>;
  let anna: TestUser;
  let ben: TestUser;

  beforeAll(async () => {
    app = await startTestApp({ friendRequestRate: { perSecond: 100, burst: 1_000 } });
    people = peopleClient(app);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    [anna, ben] = await Promise.all([app.signUp(), app.signUp()]);
  });

  const relationOf = async (viewer: TestUser, other: TestUser): Promise<Relation> =>
    (await people.profile(viewer, other)).body.relation;
  const bothSee = async () => [await relationOf(anna, ben), await relationOf(ben, anna)];

  it('a request is seen by both, at once, on every device, and makes friends when it is accepted', async () => {
    const [annas, bens] = await Promise.all([app.socket(anna.token), app.socket(ben.token)]);
    // Who has only just come is offline until it is known from whom they hide.
    for (const { user } of [anna, ben]) await app.app.get(Presences).settled(user.id);
    const asked = await people.request(anna, ben);
    expect(asked.body).toEqual({
      user: asUser(ben),
      relation: 'outgoing',
      since: expect.any(String),
      chatId: null,
      presence: null,
    });
    expect(await annas.next('person:changed')).toEqual({ person: asked.body });
    expect(await bens.next('person:changed')).toEqual({
      person: { ...asked.body, user: asUser(anna), relation: 'incoming' },
    });
    expect(await bothSee()).toEqual(['outgoing', 'incoming']);

    const accepted = await people.accept(ben, anna);
    const { chatId, since } = accepted.body;
    expect(accepted.body).toEqual({
      user: asUser(anna),
      relation: 'friends',
      since,
      chatId: expect.any(String),
      presence: { state: 'online', lastSeenAt: null },
    });
    expect(await bens.next('person:changed')).toEqual({ person: accepted.body });
    expect(await annas.next('person:changed')).toEqual({ person: { ...accepted.body, user: asUser(ben) } });
    const chat = { id: chatId, state: 'open', lastMessage: null, unread: 0, lastReadSeq: 0, muted: false };
    expect(await annas.next('direct-chat:changed')).toEqual({ chat: { ...chat, user: asUser(ben) } });
    expect(await bens.next('direct-chat:changed')).toEqual({ chat: { ...chat, user: asUser(anna) } });
    expect(await people.list(anna)).toEqual([{ ...accepted.body, user: asUser(ben) }]);
  });

  it('two who ask each other are friends at once', async () => {
    await people.request(anna, ben);
    expect((await people.request(ben, anna)).body.relation).toBe('friends');
    expect(await bothSee()).toEqual(['friends', 'friends']);
  });

  it('a request can be taken back, or declined, and asked again', async () => {
    const bens = await app.socket(ben.token);
    await people.request(anna, ben);
    expect((await people.withdraw(anna, ben)).body).toMatchObject({ relation: 'none', since: null });
    await bens.next('person:changed', ({ person }) => person.relation === 'incoming');
    await bens.next('person:changed', ({ person }) => person.relation === 'none');
    await people.request(anna, ben);
    expect((await people.decline(ben, anna)).body.relation).toBe('none');
    expect(await bothSee()).toEqual(['none', 'none']);
    await people.request(anna, ben);
    expect(await bothSee()).toEqual(['outgoing', 'incoming']);
  });

  it('a friendship ends for both; the next one has the same chat', async () => {
    const chatId = await befriend(app, anna, ben);
    const bens = await app.socket(ben.token);
    const removed = await people.remove(anna, ben);
    expect(removed.body).toMatchObject({ relation: 'none', since: null, chatId, presence: null });
    expect((await bens.next('person:changed')).person).toMatchObject({ relation: 'none', presence: null });
    expect((await bens.next('direct-chat:changed')).chat).toMatchObject({ id: chatId, state: 'not-friends' });
    expect(await people.list(ben)).toEqual([]);
    expect(await befriend(app, ben, anna)).toBe(chatId);
  });

  describe('are refused', () => {
    /** What the person does to somebody, and what comes of it. */
    type Refusals = Partial<Record<PeopleAction, string>>;

    const strangers: Refusals = {
      withdraw: 'request_not_found',
      accept: 'request_not_found',
      decline: 'request_not_found',
      remove: 'not_friends',
    };
    const relations: [string, () => Promise<unknown>, Refusals][] = [
      ['a stranger', () => Promise.resolve(), strangers],
      [
        'somebody who was asked already',
        () => people.request(anna, ben),
        { request: 'already_requested', accept: 'request_not_found', decline: 'request_not_found' },
      ],
      [
        'a friend',
        () => befriend(app, anna, ben),
        { request: 'already_friends', withdraw: 'request_not_found', accept: 'request_not_found' },
      ],
      [
        'a former friend',
        async () => {
          await befriend(app, anna, ben);
          await people.remove(ben, anna);
        },
        strangers,
      ],
      [
        'somebody whom one blocks',
        () => people.block(anna, ben),
        { request: 'person_blocked', ...strangers },
      ],
      ['somebody who blocks one', () => people.block(ben, anna), strangers],
    ];
    it.each(relations)('with %s', async (_, before, refusals) => {
      await before();
      const seen = await bothSee();
      for (const [action, code] of Object.entries(refusals) as [PeopleAction, string][]) {
        expect([action, outcomeOf(await people[action](anna, ben))]).toEqual([action, code]);
      }
      expect(await bothSee()).toEqual(seen);
    });

    it('with oneself, in what takes another person', async () => {
      expect(outcomeOf(await people.request(anna, anna))).toBe('not_with_oneself');
      expect(outcomeOf(await people.block(anna, anna))).toBe('not_with_oneself');
      expect(outcomeOf(await people.accept(anna, anna))).toBe('request_not_found');
      expect(outcomeOf(await people.remove(anna, anna))).toBe('not_friends');
      expect((await people.unblock(anna, anna)).body.relation).toBe('none');
    });

    it.each(['request', 'withdraw', 'accept', 'decline', 'remove', 'block', 'unblock', 'profile'] as const)(
      'with nobody, and with a deleted account: %s',
      async (action) => {
        await app.database.query('update users set deleted_at = now() where id = $1', [ben.user.id]);
        expect(outcomeOf(await people[action](anna, ben))).toBe('user_not_found');
        const nobody = { ...ben, user: { ...ben.user, username: 'nobody_here' } };
        expect(outcomeOf(await people[action](anna, nobody))).toBe('user_not_found');
        const malformed = { ...ben, user: { ...ben.user, username: 'a%b' } };
        expect(outcomeOf(await people[action](anna, malformed))).toBe('user_not_found');
      },
    );
  });

  describe('and blocks', () => {
    it('a block ends the friendship, and to the blocked one it looks as if that were all', async () => {
      const chatId = await befriend(app, anna, ben);
      const [annas, bens] = await Promise.all([app.socket(anna.token), app.socket(ben.token)]);
      expect((await people.block(anna, ben)).body).toMatchObject({ relation: 'blocked', chatId });
      expect((await annas.next('direct-chat:changed')).chat.state).toBe('blocked');
      expect((await bens.next('direct-chat:changed')).chat.state).toBe('not-friends');
      expect((await bens.next('person:changed')).person).toEqual({
        user: asUser(anna),
        relation: 'none',
        since: null,
        chatId,
        presence: null,
      });
      expect((await people.find(ben, anna.user.username)).body.people).toHaveLength(1);
    });

    it('a blocked stranger is told nothing: neither of the block, nor of its end', async () => {
      const bens = await app.socket(ben.token);
      await people.block(anna, ben);
      expect((await people.unblock(anna, ben)).body.relation).toBe('none');
      await people.request(anna, ben); // told after whatever was told before
      expect((await bens.next('person:changed')).person.relation).toBe('incoming');
      expect(bens.pending('person:changed')).toEqual([]);
    });

    it('what the blocked one asks stays unseen, and is an ordinary request when the block ends', async () => {
      await people.block(anna, ben);
      const annas = await app.socket(anna.token);
      expect((await people.request(ben, anna)).body.relation).toBe('outgoing');
      expect(await bothSee()).toEqual(['blocked', 'outgoing']);
      expect(outcomeOf(await people.accept(anna, ben))).toBe('request_not_found');
      const unblocked = await people.unblock(anna, ben);
      expect(unblocked.body.relation).toBe('incoming');
      expect(await annas.next('person:changed')).toEqual({ person: unblocked.body });
      expect(annas.pending('person:changed')).toEqual([]);
      expect((await people.accept(anna, ben)).body.relation).toBe('friends');
    });

    it('the time of a request that was sent before does not tell of the block', async () => {
      const { since } = (await people.request(ben, anna)).body;
      await people.block(anna, ben);
      expect((await people.profile(ben, anna)).body).toMatchObject({ relation: 'outgoing', since });
    });

    it('both can block each other, and each only ends their own', async () => {
      await people.block(anna, ben);
      await people.block(ben, anna);
      expect((await people.block(ben, anna)).body.relation).toBe('blocked');
      await people.unblock(anna, ben);
      expect(await bothSee()).toEqual(['none', 'blocked']);
      expect(outcomeOf(await people.request(ben, anna))).toBe('person_blocked');
    });
  });

  it('who has too many can ask and block no more, and be asked no more, also not by whom they block', async () => {
    await app.database.query(
      `insert into users (id, username, email, password_hash, created_at)
       select gen_random_uuid(), 'crowd_' || n, 'crowd_' || n || '@example.org', '', now() from generate_series(1, 999) n`,
    );
    await app.database.query(
      `insert into relations (low_id, high_id, friends_since)
       select least(id, $1), greatest(id, $1), now() from users where username like 'crowd%'`,
      [anna.user.id],
    );
    const cem = await app.signUp();
    await people.block(anna, cem);
    expect(outcomeOf(await people.request(anna, ben))).toBe('too_many_people');
    expect(outcomeOf(await people.block(anna, ben))).toBe('too_many_people');
    expect(outcomeOf(await people.request(ben, anna))).toBe('too_many_people');
    expect(outcomeOf(await people.request(cem, anna))).toBe('too_many_people');
    expect(outcomeOf(await people.block(ben, anna))).toBe('ok');
    expect(await people.list(anna)).toHaveLength(1_000);
  });
});
