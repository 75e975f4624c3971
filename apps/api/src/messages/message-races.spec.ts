import { limits, type Message } from '@parlour/contracts';
import { heard, type MessageClient, messageClient, startTalk } from '../../test/messages.js';
import { outcomeOf } from '../../test/people.js';
import { newMessage, roomOf } from '../../test/rooms.js';
import type { TestSocket } from '../../test/socket-client.js';
import { startTestApp, type TestApp, type TestUser, unhurried } from '../../test/test-app.js';
import { cloneDatabase } from '../../test/test-database.js';

const emojis = [
  ...'😀😁😂😃😄😅😆😇😈😉😊😋😌😍😎😏😐😑😒😓😔😕😖😗😘😙😚😛😜😝😞😟😠😡😢😣😤😥😦😧😨😩😪😫😬😭😮😯😰😱',
];

describe('at one instant', () => {
  let clone: Awaited<ReturnType<typeof cloneDatabase>>;
  let app: TestApp;
  let messages: MessageClient;
  let anna: TestUser;
  let ben: TestUser;
  let chatId: string;

  beforeAll(async () => {
    clone = await cloneDatabase();
    ({ app, messages, anna, ben } = await startTalk({ databaseUrl: clone.url }));
  });
  afterAll(async () => {
    await app.close();
    await clone.drop();
  });
  beforeEach(async () => {
    ({ chatId } = await roomOf(app, [anna, ben]));
  });

  const stored = async (): Promise<Message[]> =>
    (await messages.page(ben, chatId, { limit: 100 })).body.messages.toReversed();
  const leftovers = async (): Promise<number> => {
    const [row] = await app.database.query<{ count: number }[]>(
      `select (select count(*) from reactions join messages m on m.id = message_id where m.deleted_at is not null)::int
            + (select count(*) from message_versions join messages m on m.id = message_id where m.deleted_at is not null)::int
            + (select count(*) from messages where deleted_at is not null and text <> '')::int as count`,
    );
    return row?.count ?? -1;
  };
  /** Everything that was told to a socket before this has arrived after this. */
  const settled = (socket: TestSocket) => socket.command('lobby:unwatch', {});

  it('an edit, a reaction and a deletion end with a tombstone on which nothing is left', async () => {
    for (let round = 0; round < 15; round++) {
      const message = await messages.write(anna, chatId);
      const [edit, reaction, deletion] = await Promise.all([
        messages.edit(anna, message, `edit ${round}`),
        messages.react(ben, message),
        messages.delete(anna, message),
      ]);
      expect(['ok', 'message_deleted']).toContain(outcomeOf(edit));
      expect(['ok', 'message_deleted']).toContain(outcomeOf(reaction));
      expect(outcomeOf(deletion)).toBe('ok');
    }
    for (const message of await stored()) {
      expect(message).toMatchObject({ text: '', deletedAt: expect.any(String) });
      for (const field of ['reactions', 'editedAt']) expect(message).not.toHaveProperty(field);
    }
    expect(await leftovers()).toBe(0);
  });

  it('fifty reactions fill a message up to its limit, one after the other for everybody', async () => {
    const socket = await app.socket(ben.token);
    const events = heard(socket, chatId);
    const message = await messages.write(anna, chatId);
    const outcomes = await Promise.all(
      emojis.map(async (emoji, i) =>
        outcomeOf(await messages.react(i % 2 === 0 ? anna : ben, message, emoji)),
      ),
    );
    const most = limits.reactionEmojiMax;
    expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(most);
    expect(outcomes.filter((outcome) => outcome === 'too_many_reactions')).toHaveLength(50 - most);
    await settled(socket);
    expect(events.map(({ change }) => change)).toEqual([
      undefined,
      ...Array.from({ length: most }, (_, i) => i + 1),
    ]);
    expect(events.map(({ reactions }) => reactions?.length ?? 0)).toEqual(
      Array.from({ length: most + 1 }, (_, i) => i),
    );
    expect(await stored()).toEqual([events.at(-1)]);
  });

  it('the same reaction fifty times is one', async () => {
    const message = await messages.write(anna, chatId);
    const answers = await Promise.all(emojis.map(() => messages.react(ben, message)));
    expect(new Set(answers.map(({ body }) => body.change))).toEqual(new Set([1]));
    expect((await messages.page(ben, chatId)).body.change).toBe(1);
  });

  it('what is sent and what is changed reaches everybody in the order of the database, and no quote is older than what they have heard', async () => {
    const sockets = await Promise.all([anna, anna, ben].map(({ token }) => app.socket(token)));
    const [annas] = sockets as [TestSocket];
    const views = sockets.map((socket) => heard(socket, chatId));
    const first = await messages.write(anna, chatId, 'original');
    const work: Promise<unknown>[] = [];
    for (let i = 0; i < 30; i++) {
      work.push(annas.command('message:send', newMessage(chatId, `plain ${i}`)));
      work.push(messages.edit(anna, first, `original ${i}`));
      work.push(messages.post(ben, chatId, { text: `reply ${i}`, replyToId: first.id }));
      work.push(messages.react(ben, first, emojis[i % 7]));
      if (i === 20) work.push(messages.delete(anna, first));
    }
    await Promise.all(work);
    await Promise.all(sockets.map(settled));
    const { change } = (await messages.page(ben, chatId)).body;
    for (const events of views) {
      const created = events.filter((event) => event.change === undefined);
      const changed = events.filter((event) => event.change !== undefined);
      expect(created.map(({ seq }) => seq)).toEqual(Array.from({ length: 61 }, (_, i) => i + 1));
      expect(changed.map((event) => event.change)).toEqual(Array.from({ length: change }, (_, i) => i + 1));
      let original = first;
      for (const event of events) {
        if (event.id === first.id) original = event;
        if (event.replyTo) expect(event.replyTo.text).toBe(original.text);
      }
      const held = new Map<string, Message>();
      for (const event of events) held.set(event.id, event);
      const now = held.get(first.id);
      const asItIs = await stored();
      expect(asItIs.map(({ id }) => id)).toEqual([...held.keys()]);
      expect(asItIs[0]).toEqual(now);
    }
    expect(await leftovers()).toBe(0);
  });

  it('two servers that change one message take turns: no change has the number of another, none is lost', async () => {
    const other = await startTestApp({
      databaseUrl: clone.url,
      ...unhurried,
      secrets: app.config.secrets,
    });
    try {
      const nodes = [messages, messageClient(other)] as const;
      const node = (i: number): MessageClient => nodes[i % 2 === 0 ? 0 : 1];
      const [one, ...others] = await Promise.all(
        Array.from({ length: 13 }, () => messages.write(anna, chatId)),
      );
      if (one === undefined) throw new Error('Thirteen were written');
      const answers = await Promise.all([
        ...emojis.map((emoji, i) => node(i).react(ben, one, emoji)),
        ...others.flatMap((message, i) => [node(i).edit(anna, message), node(i + 1).delete(anna, message)]),
      ]);
      const numbers = answers.flatMap(({ status, body }) => (status === 200 ? [body.change] : []));
      const { change } = (await messages.page(ben, chatId)).body;
      expect(numbers.toSorted((a = 0, b = 0) => a - b)).toEqual(
        Array.from({ length: change }, (_, i) => i + 1),
      );
      const [reacted, ...deleted] = (await stored()).toSorted(
        (a, b) => (b.reactions?.length ?? 0) - (a.reactions?.length ?? 0),
      );
      expect(reacted?.reactions).toHaveLength(limits.reactionEmojiMax);
      for (const message of deleted) {
        expect(message).toMatchObject({ text: '', deletedAt: expect.any(String) });
        expect(message).not.toHaveProperty('editedAt');
      }
      expect(await leftovers()).toBe(0);
    } finally {
      await other.close();
    }
  });
});
