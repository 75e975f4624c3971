import { jest } from '@jest/globals';
import {
  FakeBrowser,
  FakeChatServer,
  FakeClock,
  FakeTab,
  anna,
  chatId,
  failure,
  otherChatId,
} from '../testing';
import { quoteOf } from '../timeline/quote';

describe('an outbox', () => {
  let clock: FakeClock;
  let server: FakeChatServer;
  let browser: FakeBrowser;
  let tab: FakeTab;

  const settled = () => clock.advance(0);
  const stored = () => server.messages.map(({ text }) => text);
  const openTab = (): FakeTab => {
    const opened = new FakeTab(server.connection(anna), browser, clock);
    opened.conversation.open();
    return opened;
  };

  beforeEach(() => {
    clock = new FakeClock();
    server = new FakeChatServer(clock);
    browser = new FakeBrowser();
    tab = openTab();
    tab.connection.connect();
  });

  afterEach(async () => {
    tab.close();
    await clock.advance(20_000); // what was on its way
    expect(clock.pending).toBe(0);
  });

  it('shows a message at once, and holds it once when it is stored', async () => {
    tab.send('hello');
    expect(tab.outgoing).toEqual(['hello: waiting']);
    await settled();
    expect(tab.outgoing).toEqual([]);
    expect(tab.texts).toEqual(['hello']);
    expect(browser.stored.size).toBe(0);
  });

  it('sends what is replied to, and the files', async () => {
    const send = jest.spyOn(tab.connection.port, 'send');
    const quoted = server.add({});
    const file = {
      id: quoted.id,
      name: 'a.png',
      kind: 'image',
      mediaType: 'image/png',
      sizeBytes: 3,
      preview: null,
    } as const;
    const clientMessageId = tab.outbox.send({
      chatId,
      text: '',
      replyTo: quoteOf(quoted),
      attachments: [file],
    });
    await settled();
    expect(send).toHaveBeenCalledWith({
      chatId,
      clientMessageId,
      text: '',
      replyToId: quoted.id,
      attachmentIds: [file.id],
    });
  });

  it('keeps the order of a chat, also when the first has to be repeated', async () => {
    let tries = 0;
    server.refusal = () => (tries++ === 0 ? failure('unavailable') : null);
    for (const text of ['one', 'two', 'three']) tab.send(text);
    await clock.advance(1_000);
    expect(stored()).toEqual(['one', 'two', 'three']);
  });

  it('does not let one chat wait for another', async () => {
    const port = jest.spyOn(tab.connection.port, 'send');
    port.mockImplementationOnce(() => new Promise(() => undefined));
    tab.outbox.send({ chatId: otherChatId, text: 'hangs' });
    await settled();
    tab.send('goes');
    await settled();
    expect(stored()).toEqual(['goes']);
  });

  it('without a connection waits, and goes out in order with the same ids when it is back', async () => {
    tab.connection.cut();
    const ids = [tab.send('one'), tab.send('two')];
    await settled();
    expect(tab.outgoing).toEqual(['one: waiting', 'two: waiting']);
    tab.connection.connect();
    await settled();
    expect(server.messages.map(({ clientMessageId }) => clientMessageId)).toEqual(ids);
    expect(tab.outgoing).toEqual([]);
  });

  it('repeats a message whose acknowledgement was lost, also minutes later, and it stands once', async () => {
    tab.connection.weather.fate = () => 'answer lost';
    tab.connection.weather.loses = () => true;
    tab.send('hello');
    await clock.advance(31_000);
    expect(tab.outgoing).toEqual(['hello: sending']);
    tab.connection.weather.fate = () => 'arrives';
    await clock.advance(60_000);
    expect(tab.outgoing).toEqual([]);
    expect(stored()).toEqual(['hello']);
    expect(tab.texts).toEqual(['hello']);
  });

  it('lets a message go when it has come back live, although its acknowledgement never came', async () => {
    tab.connection.weather.fate = () => 'answer lost';
    const told: string[] = [];
    tab.outbox.sent$.subscribe(({ text }) => told.push(text));
    tab.send('hello');
    await settled();
    expect(tab.outgoing).toEqual([]);
    expect(tab.texts).toEqual(['hello']);
    expect(told).toEqual([]);
  });

  it('tells of a message that was stored once: not when it had come back live before', async () => {
    tab.connection.weather.latencyMs = () => 100;
    const told: string[] = [];
    tab.outbox.sent$.subscribe(({ text }) => told.push(text));
    tab.send('hello');
    await clock.advance(1_000);
    expect(told).toEqual([]);
    tab.connection.weather.loses = () => true;
    tab.send('hello again');
    await clock.advance(1_000);
    expect(told).toEqual(['hello again']);
  });

  it('marks what the server refuses, sends the others on, and repeats or discards it when asked', async () => {
    server.refusal = ({ text }) => (text.startsWith('bad') ? failure('message_too_long') : null);
    const [first, second] = [tab.send('bad one'), tab.send('bad two')];
    tab.send('good');
    await settled();
    expect(stored()).toEqual(['good']);
    expect(tab.outbox.messages$.value.map(({ state, failure }) => [state, failure])).toEqual([
      ['failed', 'message_too_long'],
      ['failed', 'message_too_long'],
    ]);
    server.refusal = () => null;
    tab.outbox.discard(first);
    tab.outbox.retry(second);
    await settled();
    expect(stored()).toEqual(['good', 'bad two']);
    expect(tab.outgoing).toEqual([]);
    expect(browser.stored.size).toBe(0);
  });

  it('sends nothing more once it is closed, and keeps the rest for the next time', async () => {
    tab.connection.weather.latencyMs = () => 100;
    tab.send('on its way');
    tab.send('not begun');
    await clock.advance(50);
    tab.outbox.close();
    await clock.advance(10_000);
    expect(stored()).toEqual(['on its way']);
    expect([...browser.stored.values()].map(({ text }) => text)).toContain('not begun');
  });

  it('does not call back what is being sent', async () => {
    tab.connection.weather.latencyMs = () => 100;
    const id = tab.send('hello');
    await clock.advance(50);
    tab.outbox.discard(id);
    expect(tab.outgoing).toEqual(['hello: sending']);
  });

  it('waits for as long as the server asks, whatever is written or reconnected meanwhile', async () => {
    server.refusal = () => failure('rate_limited', { retryAfterSeconds: 5 });
    const send = jest.spyOn(tab.connection.port, 'send');
    tab.send('one');
    await settled();
    tab.send('two');
    tab.connection.cut();
    tab.connection.connect();
    await clock.advance(4_999);
    expect(send).toHaveBeenCalledTimes(1);
    server.refusal = () => null;
    await clock.advance(1);
    expect(stored()).toEqual(['one', 'two']);
  });

  it('waits longer after each failure in a row, and not at all after a reconnect', async () => {
    server.refusal = () => failure('unavailable');
    const times: number[] = [];
    const send = tab.connection.port.send;
    const began = clock.now();
    jest.spyOn(tab.connection.port, 'send').mockImplementation((request) => {
      times.push((clock.now() - began) / 1_000);
      return send(request);
    });
    tab.send('hello');
    await clock.advance(120_000);
    expect(times).toEqual([0, 1, 3, 7, 15, 31, 61, 91]);
    server.refusal = () => null;
    tab.connection.cut();
    tab.connection.connect();
    await settled();
    expect(stored()).toEqual(['hello']);
  });

  describe('survives', () => {
    it('a reload: what was unsent goes out once, in order, before what is written then', async () => {
      tab.connection.cut();
      tab.send('one');
      await settled();
      tab.send('two');
      await settled();
      tab.close();
      tab = openTab();
      tab.send('three');
      await settled();
      expect(tab.outgoing.map((line) => line.split(':')[0])).toEqual(['one', 'two', 'three']);
      tab.connection.connect();
      await settled();
      expect(stored()).toEqual(['one', 'two', 'three']);
      expect(browser.stored.size).toBe(0);
    });

    it('a reload in the middle of sending: it is repeated with its id and stands once', async () => {
      tab.connection.weather.fate = () => 'answer lost';
      tab.connection.weather.loses = () => true;
      tab.send('hello');
      await settled();
      expect(stored()).toEqual(['hello']);
      tab.close();
      tab = openTab();
      tab.connection.connect();
      await clock.advance(1_000);
      expect(stored()).toEqual(['hello']);
      expect(tab.outgoing).toEqual([]);
      expect(browser.stored.size).toBe(0);
    });

    it('a reload with what had failed: it stays failed until somebody decides', async () => {
      server.refusal = () => failure('chat_archived');
      tab.send('hello');
      await settled();
      tab.close();
      server.refusal = () => null;
      tab = openTab();
      tab.connection.connect();
      await settled();
      expect(tab.outgoing).toEqual(['hello: failed']);
      expect(stored()).toEqual([]);
    });

    it('the moment until it is written down: it says so', async () => {
      tab.send('one');
      expect(tab.outbox.atRisk$.value).toBe(true);
      await settled();
      expect(tab.outbox.atRisk$.value).toBe(false);
    });

    it.each(['fails', 'hangs'] as const)(
      'a storage that %s: it goes on in memory and says so',
      async (how) => {
        if (how === 'fails') browser.failure = new Error('QuotaExceededError');
        else browser.hangs = true;
        tab.send('one');
        tab.send('two');
        expect(tab.outbox.atRisk$.value).toBe(true);
        await clock.advance(30_000);
        expect(stored()).toEqual(['one', 'two']);
        expect(tab.outbox.atRisk$.value).toBe(false);
      },
    );
  });

  it('keeps what a full storage does not take, whatever other tabs write', async () => {
    tab.connection.cut();
    browser.full = true;
    tab.send('hello');
    await settled();
    browser.full = false;
    const other = openTab();
    await clock.advance(1);
    other.send('of the other');
    await settled();
    expect(tab.outgoing).toEqual(['hello: waiting', 'of the other: waiting']);
    other.close();
  });

  it('does not send again what could not be removed from the storage, and removes it later', async () => {
    const send = jest.spyOn(tab.connection.port, 'send');
    tab.connection.weather.latencyMs = () => 100;
    tab.send('hello');
    await clock.advance(50);
    browser.failure = new Error('UnknownError');
    await clock.advance(1_000);
    browser.failure = null;
    expect(browser.stored.size).toBe(1);
    tab.send('again');
    await clock.advance(1_000);
    expect(send).toHaveBeenCalledTimes(2);
    expect(tab.outgoing).toEqual([]);
    expect(browser.stored.size).toBe(0);
  });

  describe('shared by two tabs', () => {
    let other: FakeTab;

    beforeEach(() => {
      other = openTab();
    });
    afterEach(() => {
      other.close();
    });

    it('sends what a tab without connection has written', async () => {
      tab.connection.cut();
      other.connection.connect();
      tab.send('hello');
      await clock.advance(5_000);
      expect(stored()).toEqual(['hello']);
      expect([tab.outgoing, other.outgoing]).toEqual([[], []]);
    });

    it('sends each message by one tab', async () => {
      other.connection.connect();
      const sends = [tab, other].map(({ connection }) => jest.spyOn(connection.port, 'send'));
      for (const { connection } of [tab, other]) connection.weather.latencyMs = () => 50;
      for (let index = 0; index < 5; index += 1) {
        tab.send(`of one ${index}`);
        other.send(`of the other ${index}`);
      }
      await clock.advance(10_000);
      expect(sends.flatMap(({ mock }) => mock.calls)).toHaveLength(10);
      expect(stored().filter((text) => text.startsWith('of one'))).toEqual(
        [0, 1, 2, 3, 4].map((index) => `of one ${index}`),
      );
      expect([tab.outgoing, other.outgoing]).toEqual([[], []]);
    });

    it('goes on when the tab that was sending is closed', async () => {
      tab.connection.weather.fate = () => 'request lost';
      other.connection.connect();
      tab.send('hello');
      await clock.advance(1_000);
      tab.close();
      await clock.advance(30_000);
      expect(stored()).toEqual(['hello']);
      expect(other.outgoing).toEqual([]);
    });

    it('discards in both', async () => {
      tab.connection.cut();
      const id = tab.send('hello');
      await settled();
      expect(other.outgoing).toEqual(['hello: waiting']);
      other.outbox.discard(id);
      await settled();
      expect(tab.outgoing).toEqual([]);
    });
  });
});
