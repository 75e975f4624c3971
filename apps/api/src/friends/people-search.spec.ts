import { befriend, outcomeOf, peopleClient } from '../../test/people.js';
import { asUser, startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';

describe('people are found', () => {
  let app: TestApp;
  let people: ReturnType<typeof peopleClient>;
  let anna: TestUser;

  beforeAll(async () => {
    app = await startTestApp({ peopleSearchRate: { perSecond: 0.001, burst: 20 } });
    people = peopleClient(app);
    const names = [
      'bob',
      'bob_1',
      'bobby',
      'bobx1',
      'b_b',
      'bxb',
      ...Array.from({ length: 12 }, (_, i) => `many${i}`),
    ];
    await app.database.query(
      `insert into users (id, username, email, password_hash, created_at, display_name)
       select gen_random_uuid(), name, name || '@mail.example', '', now(), name from unnest($1::text[]) name`,
      [names],
    );
    await app.database.query(`update users set deleted_at = now() where username = 'bobby'`);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    anna = await app.signUp();
  });

  const found = async (username: string) =>
    (await people.find(anna, username)).body.people.map(({ user }) => user.username);

  it('by the whole of a name or its beginning, the whole first, without those who have gone', async () => {
    expect(await found('bob')).toEqual(['bob', 'bob_1', 'bobx1']);
    expect(await found(' BOB ')).toEqual(['bob', 'bob_1', 'bobx1']);
  });

  it('ten at most', async () => {
    expect(await found('many')).toHaveLength(10);
  });

  it('by letters, where an underscore is one too', async () => {
    expect(await found('b_b')).toEqual(['b_b']);
    expect(await found('bob_')).toEqual(['bob_1']);
  });

  it.each(['%', 'b%b', 'bob\\', 'bob@mail.example', 'mail.example', 'böb', '\u0000'])(
    'not by %j',
    async (text) => {
      expect(await found(text)).toEqual([]);
    },
  );

  it('not by nothing', async () => {
    expect(outcomeOf(await people.find(anna, '  '))).toBe('invalid_input');
    expect(outcomeOf(await people.find(anna, 'a'.repeat(21)))).toBe('invalid_input');
  });

  it('never oneself', async () => {
    expect(await found(anna.user.username)).toEqual([]);
  });

  it('with what they are to me', async () => {
    const ben = await app.signUp();
    const chatId = await befriend(app, anna, ben);
    expect((await people.find(anna, ben.user.username)).body.people).toEqual([
      {
        user: asUser(ben),
        relation: 'friends',
        since: expect.any(String),
        chatId,
        presence: { state: 'offline', lastSeenAt: null },
      },
    ]);
  });

  it('slowly by who asks for many', async () => {
    for (let i = 0; i < 20; i++) await people.find(anna, 'bob');
    const refused = await people.find(anna, 'bob');
    expect([refused.status, refused.problem.code]).toEqual([429, 'rate_limited']);
    expect(refused.problem.retryAfterSeconds).toBeGreaterThan(0);
  });

  it('with a profile, by name', async () => {
    const ben = await app.signUp();
    await app.database.query(`update users set bio = 'Baker' where id = $1`, [ben.user.id]);
    expect((await people.profile(anna, ben)).body).toEqual({
      user: asUser(ben),
      relation: 'none',
      since: null,
      chatId: null,
      presence: null,
      bio: 'Baker',
      createdAt: ben.user.createdAt,
    });
    expect((await people.profile(anna, anna)).body).toMatchObject({ user: asUser(anna), relation: 'none' });
  });

  it('and asked to be friends slowly by who asks many', async () => {
    const slow = await startTestApp({ friendRequestRate: { perSecond: 0.001, burst: 2 } });
    try {
      const [one, other] = [await slow.signUp(), await slow.signUp()];
      const asking = peopleClient(slow);
      await asking.request(one, other);
      await asking.request(one, other);
      expect(outcomeOf(await asking.request(one, other))).toBe('rate_limited');
      expect(outcomeOf(await asking.withdraw(one, other))).toBe('ok');
    } finally {
      await slow.close();
    }
  });
});
