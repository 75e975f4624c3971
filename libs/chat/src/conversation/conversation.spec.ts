import { jest } from '@jest/globals';
import { FakeBrowser, FakeChatServer, FakeClock, FakeTab, anna, chatId, failure } from '../testing';
import { windowMaxMessages } from '../timeline/timeline';
import { Conversation } from './conversation';

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `message ${from + index}`);

describe('a conversation', () => {
  let clock: FakeClock;
  let server: FakeChatServer;
  let tab: FakeTab;

  const settled = () => clock.advance(0);

  beforeEach(() => {
    clock = new FakeClock();
    server = new FakeChatServer(clock);
    tab = new FakeTab(server.connection(anna), new FakeBrowser(), clock);
  });

  afterEach(async () => {
    tab.close();
    await clock.advance(20_000); // what was on its way
    expect(clock.pending).toBe(0);
  });

  async function open(around?: number, latestSeq?: number): Promise<void> {
    tab.connection.connect();
    tab.conversation.open(around, latestSeq);
    await settled();
  }

  it('holds the newest page first, and older ones when asked', async () => {
    server.store(120);
    await open();
    expect(tab.texts).toEqual(numbered(71, 120));
    await tab.conversation.loadOlder();
    await tab.conversation.loadOlder();
    expect(tab.texts).toEqual(numbered(1, 120));
    expect(tab.timeline.hasOlder).toBe(false);
  });

  it('opens around a message, and goes on to the end page by page', async () => {
    server.store(200);
    await open(100);
    expect(tab.texts).toContain('message 100');
    expect(tab.timeline).toMatchObject({ hasOlder: true, hasNewer: true });
    while (tab.timeline.hasNewer) await tab.conversation.loadNewer();
    expect(tab.texts.at(-1)).toBe('message 200');
  });

  it('takes what lies between its page and the end of the chat for old, and fetches none of it', async () => {
    server.store(400);
    await open(100, 400);
    tab.conversation.synchronise();
    await settled();
    expect(tab.fresh).toEqual([]);
    expect(tab.timeline.latestSeq).toBe(400);
    server.store(1);
    await settled();
    expect(tab.fresh.map(({ seq }) => seq)).toEqual([401]);
  });

  it('takes no message of another chat', async () => {
    await open();
    server.add({ chatId: '0190d0c0-0000-7000-8000-00000000c4a9' });
    await settled();
    expect(tab.texts).toEqual([]);
  });

  it('loses nothing that arrives while the first page is read', async () => {
    server.store(3);
    tab.connection.weather.latencyMs = () => 100;
    tab.connection.connect();
    tab.conversation.open();
    await clock.advance(150);
    server.add({});
    await clock.advance(1_000);
    expect(tab.texts).toEqual(numbered(1, 4));
  });

  it('notices a gap in the messages and fetches what is missing', async () => {
    server.store(2);
    await open();
    tab.connection.weather.loses = () => true;
    server.store(3);
    tab.connection.weather.loses = () => false;
    server.add({});
    await settled();
    expect(tab.texts).toEqual(numbered(1, 6));
  });

  it('notices a gap in the changes and fetches what is missing', async () => {
    server.store(3);
    await open();
    tab.connection.weather.loses = () => true;
    server.edit(1, 'edited');
    server.remove(2);
    tab.connection.weather.loses = () => false;
    server.react(3, '👍', anna.id);
    await settled();
    expect(tab.timeline.messages).toEqual(server.messages);
  });

  it('catches up after a reconnect: with messages, edits, deletions and reactions', async () => {
    server.store(5);
    await open();
    tab.connection.cut();
    server.store(230);
    server.edit(1, 'edited');
    server.remove(2);
    server.react(235, '🎉', anna.id);
    tab.connection.connect();
    await settled();
    expect(tab.timeline.messages).toEqual(server.messages);
  });

  it('begins anew with the newest page when too much was missed', async () => {
    server.store(5);
    await open();
    tab.connection.cut();
    server.store(1_000);
    tab.connection.connect();
    await settled();
    expect(tab.texts).toEqual(numbered(956, 1_005));
    expect(tab.timeline.hasOlder).toBe(true);
  });

  it('keeps the place of who reads further up when too much was missed', async () => {
    server.store(100);
    await open();
    await tab.conversation.jumpTo(40);
    tab.connection.cut();
    server.store(1_000);
    tab.connection.connect();
    await settled();
    expect(tab.texts).toContain('message 40');
    expect(tab.timeline.hasNewer).toBe(true);
  });

  it('jumps to a message that is not held, and back to the end', async () => {
    server.store(1_000);
    await open();
    expect(await tab.conversation.jumpTo(10)).toBe(true);
    expect(tab.texts).toContain('message 10');
    server.add({});
    await settled();
    expect(tab.timeline).toMatchObject({ hasNewer: true, latestSeq: 1_001 });
    expect(await tab.conversation.toEnd()).toBe(true);
    expect(tab.texts.at(-1)).toBe('message 1001');
  });

  it('says that it could not jump where the message is not there, or nothing can be read', async () => {
    server.store(500);
    await open();
    expect(await tab.conversation.jumpTo(501)).toBe(false);
    tab.connection.cut();
    expect(await tab.conversation.jumpTo(1)).toBe(false);
    expect(tab.texts.at(-1)).toBe('message 500');
  });

  it('shows the end when that was asked for last, although a jump is still on its way', async () => {
    server.store(500);
    await open();
    tab.connection.weather.latencyMs = () => 100;
    void tab.conversation.jumpTo(1);
    void tab.conversation.toEnd();
    await clock.advance(1_000);
    expect(tab.texts.at(-1)).toBe('message 500');
  });

  it('holds a bounded number of messages, however long it is read', async () => {
    server.store(2_000);
    await open();
    tab.conversation.look(false);
    while (tab.timeline.hasOlder) {
      await tab.conversation.loadOlder();
      expect(tab.timeline.messages.length).toBeLessThanOrEqual(windowMaxMessages);
    }
    expect(tab.texts[0]).toBe('message 1');
    while (tab.timeline.hasNewer) await tab.conversation.loadNewer();
    expect(tab.texts.at(-1)).toBe('message 2000');
  });

  it('tells of each new message once, also of those behind the window', async () => {
    server.store(500);
    await open();
    server.store(1);
    await settled();
    await tab.conversation.jumpTo(10);
    server.store(1);
    tab.connection.cut();
    server.store(2);
    tab.connection.connect();
    await settled();
    await tab.conversation.toEnd();
    expect(tab.fresh.map(({ seq }) => seq)).toEqual([501, 502, 503, 504]);
  });

  it('takes the answer to a command of one’s own for what the message is now', async () => {
    server.store(1);
    await open();
    tab.connection.weather.loses = () => true;
    const edited = server.edit(1, 'edited');
    if (edited) tab.conversation.change(edited);
    expect(tab.texts).toEqual(['edited']);
  });

  it('tries again by itself, less and less often, when the server does not answer', async () => {
    server.store(1);
    tab.connection.weather.fate = () => 'request lost';
    await open();
    await clock.advance(10_000);
    expect(tab.conversation.state$.value).toBe('failed');
    tab.connection.weather.fate = () => 'arrives';
    await clock.advance(1_000);
    expect(tab.conversation.state$.value).toBe('ready');
    expect(tab.texts).toEqual(['message 1']);
  });

  it('waits for as long as the server asks', async () => {
    const page = jest.fn(() => Promise.reject(failure('rate_limited', { retryAfterSeconds: 5 })));
    const { events } = tab.connection;
    const port = { page, catchUp: page };
    const refused = new Conversation({ chatId, port, events, outbox: tab.outbox, clock });
    refused.open();
    await clock.advance(4_999);
    expect(page).toHaveBeenCalledTimes(1);
    await clock.advance(1);
    expect(page).toHaveBeenCalledTimes(2);
    refused.close();
  });

  it('fails where the server refuses, and does not ask again', async () => {
    const page = jest.fn(() => Promise.reject(failure('chat_not_found')));
    const { events } = tab.connection;
    const port = { page, catchUp: page };
    const refused = new Conversation({ chatId, port, events, outbox: tab.outbox, clock });
    refused.open();
    await clock.advance(60_000);
    expect(refused.state$.value).toBe('failed');
    expect(refused.failure$.value?.code).toBe('chat_not_found');
    expect(page).toHaveBeenCalledTimes(1);
    refused.close();
  });

  it('does not flood a server that tells of a message and then does not give it', async () => {
    server.store(1);
    await open();
    const asked = jest.spyOn(tab.connection.port, 'catchUp');
    asked.mockImplementation(() => Promise.resolve({ tooFar: false, messages: [], changed: [], change: 0 }));
    tab.connection.weather.loses = () => true;
    server.add({});
    tab.connection.weather.loses = () => false;
    server.add({});
    await clock.advance(10_000);
    expect(asked.mock.calls.length).toBeLessThan(6);
    asked.mockRestore();
    await clock.advance(30_000);
    expect(tab.texts).toEqual(numbered(1, 3));
  });
});
