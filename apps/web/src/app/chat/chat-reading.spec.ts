import { TestBed } from '@angular/core/testing';
import { anna } from './testing/messages';
import { StoreWorld } from './testing/store-world';

describe('a chat', () => {
  let world: StoreWorld;

  beforeEach(() => {
    world = new StoreWorld();
  });

  afterEach(() => world.end());

  describe('reading', () => {
    it('begins at the first unread message, however far up it is', async () => {
      world.server.store(500);
      world.lists.lastSeq = 500;
      world.lists.read(100, 100);
      await world.open();
      expect(world.chat.landing()).toEqual({ kind: 'new' });
      expect(world.chat.firstNew()?.seq).toBe(101);
      expect(world.chat.hasNewer()).toBe(true);
      expect(world.chat.below()).toBe(400);
    });

    it('draws the line above the first message of others that is still there', async () => {
      world.server.store(3);
      world.server.add({ author: anna });
      world.server.add({ text: '', deletedAt: '2026-11-21T10:00:00.000Z' });
      world.server.store(1);
      world.lists.read(3, 1);
      await world.open();
      expect(world.chat.firstNew()?.seq).toBe(6);
    });

    it('marks as read what is on the screen, and no more', async () => {
      world.server.store(30);
      world.lists.read(10, 20);
      await world.open();
      world.chat.setShown(17, false);
      TestBed.tick();
      expect(world.lists.marked).toEqual([17]);
      expect(world.chat.below()).toBe(13);
      world.chat.setShown(12, false);
      TestBed.tick();
      expect(world.lists.marked).toEqual([17]);
    });

    it('marks nothing as read while the tab is hidden', async () => {
      world.server.store(2);
      world.lists.read(0, 2);
      await world.open();
      world.chat.setDisplayed(false);
      world.chat.setShown(2, true);
      TestBed.tick();
      expect(world.lists.marked).toEqual([]);
      world.chat.setDisplayed(true);
      TestBed.tick();
      expect(world.lists.marked).toEqual([2]);
    });

    it('draws a new line where one stopped looking, counts what came since, and none of it while one looks', async () => {
      await world.open();
      world.realtime.push('message:created', { message: world.server.add({}) });
      expect(world.chat.firstNew()).toBeNull();
      world.chat.setDisplayed(false);
      world.realtime.push('message:created', { message: world.server.add({}) });
      world.realtime.push('message:created', { message: world.server.add({ author: anna }) });
      expect(world.chat.unseen()).toBe(1);
      world.chat.setDisplayed(true);
      expect(world.chat.unseen()).toBe(0);
      expect(world.chat.firstNew()?.seq).toBe(2);
    });

    it('keeps unread what was put back, although it is on the screen, until one writes', async () => {
      world.server.store(5);
      world.lists.read(5, 0);
      await world.open();
      world.chat.setShown(5, true);
      await world.chat.markUnreadFrom(world.messageAt(3));
      TestBed.tick();
      expect(world.lists.put).toEqual([2]);
      expect(world.lists.marked).toEqual([]);
      expect(world.chat.firstNew()?.seq).toBe(3);

      world.chat.send({ text: 'hello' });
      await world.settle();
      expect(world.chat.firstNew()).toBeNull();
      expect(world.lists.marked).toEqual([5]);
    });

    it('does not take back what another device put back', async () => {
      world.server.store(5);
      world.lists.read(5, 0);
      await world.open();
      world.chat.setShown(5, true);
      TestBed.tick();
      world.lists.tell(1, 4);
      TestBed.tick();
      expect(world.lists.marked).toEqual([]);
      expect(world.chat.firstNew()?.seq).toBe(2);
    });

    it('marks again what a list that was read anew has not heard of', async () => {
      world.server.store(5);
      world.lists.read(3, 2);
      await world.open();
      world.chat.setShown(5, true);
      TestBed.tick();
      world.lists.read(3, 2);
      TestBed.tick();
      expect(world.lists.marked).toEqual([5, 5]);
    });
  });

  describe('going to a message', () => {
    it('reads its surroundings where it is not held, and leads there', async () => {
      world.server.store(500);
      await world.open();
      world.chat.jumpTo(40);
      await world.settle();
      expect(world.chat.landing()).toEqual({ kind: 'message', seq: 40 });
      expect(world.messageAt(40).text).toBe('message 40');
      expect(world.chat.hasNewer()).toBe(true);

      world.chat.toEnd();
      await world.settle();
      expect(world.chat.landing()).toEqual({ kind: 'end' });
      expect(world.texts.at(-1)).toBe('message 500');
    });

    it('begins there where the address says so, and asks for no other page', async () => {
      world.server.store(500);
      world.lists.read(100, 100);
      world.chat.jumpTo(40);
      await world.open();
      expect(world.chat.landing()).toEqual({ kind: 'message', seq: 40 });
      expect(world.server.asked.filter((asked) => asked.startsWith('listMessages'))).toEqual([
        'listMessages {"around":40}',
      ]);
    });
  });
});
