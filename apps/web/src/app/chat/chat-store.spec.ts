import { jest } from '@jest/globals';
import { routes } from '@parlour/contracts';
import { ApiFailure } from '../core/api/api-failure';
import { anna, messageOf } from './testing/messages';
import { StoreWorld, lunchPlace } from './testing/store-world';

describe('a chat', () => {
  let world: StoreWorld;

  const numbered = (from: number, to: number): string[] =>
    Array.from({ length: to - from + 1 }, (_, index) => `message ${from + index}`);

  beforeEach(() => {
    world = new StoreWorld();
  });

  afterEach(() => world.end());

  it('begins with the newest page, and shows older ones when asked', async () => {
    world.server.store(120);
    await world.open();
    expect(world.texts).toEqual(numbered(71, 120));
    expect(world.chat.landing()).toEqual({ kind: 'end' });

    await world.chat.loadOlder();
    await world.chat.loadOlder();
    expect(world.texts).toEqual(numbered(1, 120));
    expect(world.chat.hasOlder()).toBe(false);
  });

  it('shows what comes live, and what was missed while the connection was away', async () => {
    world.server.store(1);
    await world.open();
    world.realtime.push('message:created', { message: world.server.add({}) });
    expect(world.texts).toEqual(numbered(1, 2));
    world.realtime.lose();
    world.server.store(3);
    world.realtime.comeBack();
    await world.settle();
    expect(world.texts).toEqual(numbered(1, 5));
  });

  it('of another room changes nothing', async () => {
    await world.open();
    world.realtime.push('message:created', { message: messageOf({ seq: 1, chatId: anna.id }) });
    expect(world.texts).toEqual([]);
  });

  it('tries again by itself when the server does not answer', async () => {
    world.server.store(1);
    world.server.failure = ApiFailure.offline();
    await world.open();
    expect(world.chat.state()).toBe('failed');
    world.server.failure = null;
    await jest.advanceTimersByTimeAsync(3_000);
    expect(world.chat.state()).toBe('ready');
    expect(world.texts).toEqual(['message 1']);
  });

  it('shows another chat when the page goes there, and forgets the first', async () => {
    world.server.store(2);
    await world.open();
    world.chat.setPlace({ ...lunchPlace, chatId: anna.id });
    await world.settle();
    expect(world.texts).toEqual([]);
    expect(world.chat.state()).toBe('failed');
  });

  describe('sending', () => {
    it('shows a message at once and holds it once when it is stored', async () => {
      await world.open();
      world.chat.send({ text: 'hello' });
      expect(world.chat.outgoing().map(({ text }) => text)).toEqual(['hello']);
      await world.settle();
      expect(world.outgoing).toEqual([]);
      expect(world.texts).toEqual(['hello']);
    });

    it('keeps the order in which one wrote, also through a time without connection', async () => {
      await world.open();
      world.realtime.lose();
      world.chat.send({ text: 'one' });
      world.chat.send({ text: 'two' });
      await world.settle();
      expect(world.outgoing).toEqual(['one: waiting', 'two: waiting']);
      world.realtime.comeBack();
      await world.settle();
      expect(world.texts).toEqual(['one', 'two']);
    });

    it('that the server refuses says so and can be sent again or discarded', async () => {
      await world.open();
      world.realtime.refuse('message:send', 'chat_archived');
      world.chat.send({ text: 'one' });
      world.chat.send({ text: 'two' });
      await world.settle();
      expect(world.chat.outgoing().map(({ state, failure }) => [state, failure])).toEqual([
        ['failed', 'chat_archived'],
        ['failed', 'chat_archived'],
      ]);

      world.acceptMessages();
      const [first, second] = world.chat.outgoing();
      world.chat.discard(first?.clientMessageId ?? '');
      world.chat.retry(second?.clientMessageId ?? '');
      await world.settle();
      expect(world.texts).toEqual(['two']);
      expect(world.outgoing).toEqual([]);
    });

    it('names the message that it replies to, and goes back to the end', async () => {
      world.server.store(500);
      await world.open();
      world.chat.jumpTo(7);
      await world.settle();
      world.chat.startReply(world.messageAt(7));
      world.chat.send({ text: 'yes', replyTo: world.chat.replying() });
      await world.settle();
      expect(world.realtime.sent('message:send')[0]).toMatchObject({
        text: 'yes',
        replyToId: messageOf({ seq: 7 }).id,
      });
      expect(world.chat.replying()).toBeNull();
      expect(world.chat.landing()).toEqual({ kind: 'end' });
      expect(world.texts.at(-1)).toBe('yes');
    });
  });

  describe('changing', () => {
    beforeEach(async () => {
      world.server.add({ author: anna, text: 'helo' });
      world.server.store(1);
      await world.open();
    });

    it('shows another text at once, and then as the server stored it', async () => {
      world.server.answer(routes.editMessage, ({ params, body }) =>
        world.server.alter(params.messageId, {
          text: body?.text ?? '',
          editedAt: '2026-11-21T10:00:00.000Z',
        }),
      );
      const edited = world.chat.edit(world.messageAt(1), 'hello');
      expect(world.texts[0]).toBe('hello');
      await edited;
      expect(world.messageAt(1)).toMatchObject({ text: 'hello', change: 1 });
      expect(world.failures).toEqual([]);
    });

    it('takes back an edit that is refused, says so, and keeps what was written', async () => {
      world.server.answer(routes.editMessage, () => Promise.reject(new ApiFailure('chat_archived')));
      await world.chat.edit(world.messageAt(1), 'hello');
      expect(world.texts[0]).toBe('helo');
      expect(world.failures).toEqual([new ApiFailure('chat_archived')]);
      expect(world.chat.editing()).toMatchObject({ message: { seq: 1 }, text: 'hello' });
    });

    it('leaves a tombstone at once, and puts the message back when it is refused', async () => {
      world.server.answer(routes.deleteMessage, () => Promise.reject(new ApiFailure('forbidden')));
      const removed = world.chat.remove(world.messageAt(1));
      expect(world.messageAt(1)).toMatchObject({ text: '', deletedAt: expect.any(String) });
      await removed;
      expect(world.messageAt(1).text).toBe('helo');
      expect(world.failures).toHaveLength(1);
    });

    it('gives a reaction and takes it back in that order, whatever the network does', async () => {
      const order: string[] = [];
      const slow = Promise.withResolvers<unknown>();
      world.server.answer(routes.addReaction, async ({ params }) => {
        order.push('on');
        await slow.promise;
        return world.server.alter(params.messageId, { reactions: [{ emoji: '👍', userIds: [anna.id] }] });
      });
      world.server.answer(routes.removeReaction, ({ params }) => {
        order.push('off');
        return world.server.alter(params.messageId, { reactions: [] });
      });
      const on = world.chat.react(world.messageAt(2), '👍', true);
      expect(world.messageAt(2).reactions).toEqual([{ emoji: '👍', userIds: [anna.id] }]);
      const off = world.chat.react(world.messageAt(2), '👍', false);
      expect(world.messageAt(2).reactions).toBeUndefined();
      await world.settle();
      expect(order).toEqual(['on']);
      slow.resolve(undefined);
      await Promise.all([on, off]);
      expect(order).toEqual(['on', 'off']);
    });

    it('begins with the last message of mine that can be changed', async () => {
      expect(world.chat.startEditOfLast()).toBe(true);
      expect(world.chat.editing()?.message.seq).toBe(1);
      world.chat.setPlace({ ...lunchPlace, canWrite: false });
      expect(world.chat.startEditOfLast()).toBe(false);
    });
  });

  it('keeps what was written and not sent, with what it replies to, through a reload', async () => {
    world.server.store(1);
    await world.open();
    world.chat.startReply(world.messageAt(1));
    world.chat.write('not yet');
    world.begin();
    await world.open();
    expect(world.chat.draft()).toBe('not yet');
    expect(world.chat.replying()).toMatchObject({ seq: 1, text: 'message 1' });
    world.chat.send({ text: world.chat.draft(), replyTo: world.chat.replying() });
    world.begin();
    await world.open();
    expect(world.chat.draft()).toBe('');
  });
});
