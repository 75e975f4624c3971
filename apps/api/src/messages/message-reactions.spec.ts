import { limits, type Message } from '@parlour/contracts';
import { type MessageClient, messageClient, startTalk } from '../../test/messages.js';
import { outcomeOf } from '../../test/people.js';
import { roomOf } from '../../test/rooms.js';
import { asUser, startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';

const emojis = [...'😀😁😂😃😄😅😆😇😈😉😊😋😌😍😎😏😐😑😒😓😔😕'];

describe('a message with reactions', () => {
  let app: TestApp;
  let messages: MessageClient;
  let anna: TestUser;
  let ben: TestUser;
  let chatId: string;

  beforeAll(async () => {
    ({ app, messages, anna, ben } = await startTalk());
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    ({ chatId } = await roomOf(app, [anna, ben]));
  });

  const newest = async (): Promise<Message | undefined> =>
    (await messages.page(ben, chatId)).body.messages[0];

  it('has them in the order in which the emoji and the people came', async () => {
    const bens = await app.socket(ben.token);
    const first = await messages.write(anna, chatId);
    await messages.react(ben, first, '❤️');
    await messages.react(ben, first, '🎂');
    await messages.react(anna, first, '❤️');
    const { body } = await messages.react(anna, first, '👩‍👩‍👧‍👦');
    expect(body).toEqual({
      ...first,
      change: 4,
      reactions: [
        { emoji: '❤️', userIds: [ben.user.id, anna.user.id] },
        { emoji: '🎂', userIds: [ben.user.id] },
        { emoji: '👩‍👩‍👧‍👦', userIds: [anna.user.id] },
      ],
    });
    for (const change of [1, 2, 3]) {
      expect((await bens.next('message:changed')).message.change).toBe(change);
    }
    expect(await bens.next('message:changed')).toEqual({ message: body });
    expect(await newest()).toEqual(body);
    expect((await messages.reactions(ben, first)).body.reactions).toEqual([
      { emoji: '❤️', users: [asUser(ben), asUser(anna)] },
      { emoji: '🎂', users: [asUser(ben)] },
      { emoji: '👩‍👩‍👧‍👦', users: [asUser(anna)] },
    ]);
  });

  it('loses what is taken back, and has no field when none is left', async () => {
    const first = await messages.write(anna, chatId);
    await messages.react(ben, first, '👍');
    await messages.react(anna, first, '👍');
    expect((await messages.unreact(ben, first, '👍')).body.reactions).toEqual([
      { emoji: '👍', userIds: [anna.user.id] },
    ]);
    expect((await messages.unreact(anna, first, '👍')).body).toEqual({ ...first, change: 4 });
  });

  it('given twice or taken back where there is none changes nothing, and nobody hears of it', async () => {
    const bens = await app.socket(ben.token);
    const first = await messages.write(anna, chatId);
    expect((await messages.unreact(ben, first)).body).toEqual(first);
    const given = (await messages.react(ben, first)).body;
    expect((await messages.react(ben, first)).body).toEqual(given);
    expect((await messages.unreact(anna, first)).body).toEqual(given);
    const marker = (await messages.react(anna, first, '🎂')).body;
    expect(await bens.next('message:changed')).toEqual({ message: given });
    expect(await bens.next('message:changed')).toEqual({ message: marker });
    expect(marker.change).toBe(2);
  });

  it.each([
    '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}', // the flag of England
    '\u{1f469}\u{1f3fb}\u200d\u2764\ufe0f\u200d\u{1f48b}\u200d\u{1f469}\u{1f3ff}', // a kiss, the longest there is
    '1\ufe0f\u20e3',
    '\u{1f1e9}\u{1f1ea}',
  ])('is given %s, an emoji of several code points', async (emoji) => {
    const first = await messages.write(anna, chatId);
    expect((await messages.react(anna, first, emoji)).body.reactions).toEqual([
      { emoji, userIds: [anna.user.id] },
    ]);
    expect((await messages.unreact(anna, first, emoji)).body).not.toHaveProperty('reactions');
  });

  it.each(['a', '👍👍', '❤️x', '<script>', '1', '\u202e', ' ', 'x'.repeat(65)])(
    'is not given %j, which is no emoji',
    async (emoji) => {
      const first = await messages.write(anna, chatId);
      for (const answer of [
        await messages.react(anna, first, emoji),
        await messages.unreact(anna, first, emoji),
      ]) {
        expect([answer.status, answer.problem.code]).toEqual([400, 'not_an_emoji']);
      }
      expect(await newest()).toEqual(first);
    },
  );

  it('takes twenty different emoji, and more people with one of them', async () => {
    const first = await messages.write(anna, chatId);
    for (const emoji of emojis.slice(0, limits.reactionEmojiMax)) await messages.react(anna, first, emoji);
    expect(outcomeOf(await messages.react(ben, first, emojis[20]))).toBe('too_many_reactions');
    expect(outcomeOf(await messages.react(ben, first, emojis[0]))).toBe('ok');
    expect(outcomeOf(await messages.unreact(anna, first, emojis[1]))).toBe('ok');
    expect(outcomeOf(await messages.react(ben, first, emojis[20]))).toBe('ok');
    expect((await newest())?.reactions).toHaveLength(limits.reactionEmojiMax);
  });

  it('takes five hundred in all', async () => {
    const first = await messages.write(anna, chatId);
    await app.database.query(
      `with crowd as (
         insert into users (id, username, email, password_hash, created_at)
         select gen_random_uuid(), 'crowd_' || n, 'crowd_' || n || '@example.org', '', now()
           from generate_series(1, $2) n returning id
       )
       insert into reactions (message_id, emoji, user_id, given_at) select $1, '👍', id, now() from crowd`,
      [first.id, limits.reactionsMax - 1],
    );
    expect(outcomeOf(await messages.react(anna, first))).toBe('ok');
    expect(outcomeOf(await messages.react(ben, first))).toBe('too_many_reactions');
    expect(outcomeOf(await messages.react(anna, first))).toBe('ok'); // it is given already
    expect((await messages.unreact(anna, first)).status).toBe(200);
    expect(outcomeOf(await messages.react(ben, first))).toBe('ok');
  });

  it('is limited in how often', async () => {
    const slow = await startTestApp({ messageRate: { perSecond: 1, burst: 5 } });
    const cem = await slow.signUp();
    const client = messageClient(slow);
    const first = await client.write(cem, (await roomOf(slow, [cem])).chatId);
    const outcomes: string[] = [];
    for (const emoji of emojis.slice(0, 6)) outcomes.push(outcomeOf(await client.react(cem, first, emoji)));
    expect(outcomes).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'rate_limited']);
    expect((await client.react(cem, first)).problem.retryAfterSeconds).toBe(1);
    await slow.close();
  });
});
