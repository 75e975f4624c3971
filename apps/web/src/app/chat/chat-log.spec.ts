import { ApiFailure } from '../core/api/api-failure';
import { ChatWorld } from './testing/chat-world';
import { layOutLogs } from './testing/fake-layout';
import { browserKeepsNothing } from './testing/fake-indexed-db';
import { anna, ben, chatId } from './testing/messages';

// jsdom lays nothing out, and so tells of no change of it.
globalThis.ResizeObserver ??= class {
  observe(): void {
    // nothing changes its size here
  }
  unobserve(): void {
    // nothing changes its size here
  }
  disconnect(): void {
    // nothing changes its size here
  }
};

describe('the log of a chat', () => {
  layOutLogs();
  let world: ChatWorld;

  beforeEach(() => {
    browserKeepsNothing();
    localStorage.clear();
    world = new ChatWorld();
  });

  const jump = () => world.page.buttons().find(({ className }) => className === 'jump');

  it('begins at its end, and follows what comes', async () => {
    world.server.store(40);
    await world.open();
    expect(world.topOf(40)).toBe(380);
    await world.tell(world.server.add({}));
    expect(world.topOf(41)).toBe(380);
    expect(jump()).toBeUndefined();
  });

  it('begins at the first unread message, below the line, and says how many there are', async () => {
    world.server.store(300);
    world.lists.lastSeq = 300;
    world.lists.read(100, 100);
    await world.open();
    expect(world.log.querySelector('[data-look=new]')?.textContent).toContain('New');
    expect(world.row(101)).not.toBeNull();
    expect(jump()?.textContent).toMatch(/\d+ new messages/);
    expect(world.lists.marked.at(-1)).toBeLessThan(150);
    await world.page.click(/new messages/);
    expect(world.topOf(300)).toBe(380);
    expect(world.lists.marked.at(-1)).toBe(300);
  });

  it('keeps what one reads in its place while older messages come above it, and new ones below', async () => {
    world.server.store(150);
    await world.open();
    await world.scroll(100);
    const [seq, top] = [106, world.topOf(106)];
    expect(world.server.asked.at(-1)).toBe('listMessages {"before":101}');
    await world.tell(world.server.add({}));
    expect(world.row(60)).not.toBeNull();
    expect(world.topOf(seq)).toBe(top);
    expect(jump()?.textContent.trim()).toBe('1 new message');
  });

  it('goes to a message, marks it, and gives it the focus', async () => {
    world.server.store(300);
    await world.open();
    world.store.jumpTo(40);
    await world.until(() => world.row(40)?.classList.contains('highlighted'));
    expect(world.topOf(40)).toBe(100);
    expect(document.activeElement).toBe(world.row(40));
  });

  it('says that older ones could not be read, and tries again', async () => {
    world.server.store(120);
    await world.open();
    world.server.failure = ApiFailure.offline();
    await world.scroll(0);
    expect(world.page.text).toContain('Older messages could not be loaded.');
    world.server.failure = null;
    await world.page.click('Try again');
    expect(world.row(70)).not.toBeNull();
  });

  it('is one stop of the Tab key, from where the arrow keys lead over the messages', async () => {
    world.server.store(3);
    await world.open();
    const stops = () => [...world.log.querySelectorAll<HTMLElement>('[tabindex="0"]')];
    expect(stops()).toEqual([world.row(3)]);
    const press = (key: string) =>
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    world.row(3)?.focus();
    press('ArrowUp');
    expect(document.activeElement).toBe(world.row(2));
    expect(stops()).toEqual([world.row(2)]);
    press('Home');
    press('ArrowUp');
    expect(document.activeElement).toBe(world.row(1));
    press('End');
    expect(document.activeElement).toBe(world.row(3));
  });

  it('shows what is not sent with its reason, and sends it again or discards it', async () => {
    world.realtime.refuse('message:send', 'chat_archived');
    await world.open();
    for (const text of ['one', 'two']) world.store.send({ text });
    await world.page.settle();
    expect(
      world.page.buttons().filter(({ textContent }) => textContent.trim() === 'Send again'),
    ).toHaveLength(2);
    await world.page.click('Discard');
    expect(world.page.text).not.toContain('one');
    world.realtime.answer('message:send', ({ clientMessageId, text }) => ({
      message: world.server.add({ author: anna, clientMessageId, text }),
    }));
    await world.page.click('Send again');
    expect(world.row(1)?.textContent).toContain('two');
    expect(world.page.text).not.toContain('Send again');
  });

  it('shows that a message was deleted, and what another one replies to, and goes there', async () => {
    const first = world.server.add({ text: 'Shall we?' });
    const { id, seq, author, text } = first;
    world.server.add({ text: 'Yes', replyTo: { id, seq, author, text } });
    world.server.add({ text: '', deletedAt: '2026-11-21T10:00:00.000Z' });
    await world.open();
    expect(world.row(3)?.textContent).toContain('This message was deleted.');
    await world.page.click(/Shall we\?/);
    expect(document.activeElement).toBe(world.row(1));
  });

  it('stands a message out that names me, or everybody, and none of my own', async () => {
    world.server.add({ mentions: [anna] });
    world.server.add({ mentionsRoom: true });
    world.server.add({ mentions: [ben] });
    world.server.add({ author: anna, mentionsRoom: true });
    await world.open();
    const named = [...world.log.querySelectorAll<HTMLElement>('.names-me')].map(
      ({ dataset }) => dataset['seq'],
    );
    expect(named).toEqual(['1', '2']);
  });

  it('says under my last message that the other has seen it', async () => {
    world.server.add({ author: anna });
    world.server.add({ author: anna });
    await world.open();
    expect(world.page.text).not.toContain('Seen');
    world.realtime.push('chat:seen', { chatId, userId: ben.id, lastReadSeq: 1 });
    await world.page.settle();
    expect(world.row(1)?.textContent).toContain('Seen');
    world.realtime.push('chat:seen', { chatId, userId: ben.id, lastReadSeq: 2 });
    await world.page.settle();
    expect(world.row(1)?.textContent).not.toContain('Seen');
    expect(world.row(2)?.textContent).toContain('Seen');
  });

  it('names each message by its author and time for who listens', async () => {
    world.server.store(1);
    await world.open();
    const row = world.row(1);
    expect(row?.getAttribute('role')).toBe('article');
    expect(row?.getAttribute('aria-label')).toMatch(/^Ben, /);
    expect(document.getElementById(row?.getAttribute('aria-describedby') ?? '')?.textContent).toContain(
      'message 1',
    );
  });
});
