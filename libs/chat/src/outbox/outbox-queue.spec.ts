import { jest } from '@jest/globals';
import { OutboxWorld, chatId, failure, otherChatId } from '../testing';
import { quoteOf } from '../timeline/quote';

describe('an outbox', () => {
  let world: OutboxWorld;

  beforeEach(() => {
    world = new OutboxWorld();
  });

  afterEach(async () => {
    await world.end();
    expect(world.clock.pending).toBe(0);
  });

  it('shows a message at once, and holds it once when it is stored', async () => {
    world.tab.send('hello');
    expect(world.tab.outgoing).toEqual(['hello: waiting']);
    await world.settle();
    expect(world.tab.outgoing).toEqual([]);
    expect(world.tab.texts).toEqual(['hello']);
    expect(world.browser.stored.size).toBe(0);
  });

  it('sends what is replied to, and the files', async () => {
    const send = jest.spyOn(world.tab.connection.port, 'send');
    const quoted = world.server.add({});
    const file = {
      id: quoted.id,
      name: 'a.png',
      kind: 'image',
      mediaType: 'image/png',
      sizeBytes: 3,
      preview: null,
    } as const;
    const clientMessageId = world.tab.outbox.send({
      chatId,
      text: '',
      replyTo: quoteOf(quoted),
      attachments: [file],
    });
    await world.settle();
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
    world.server.refusal = () => (tries++ === 0 ? failure('unavailable') : null);
    for (const text of ['one', 'two', 'three']) world.tab.send(text);
    await world.clock.advance(1_000);
    expect(world.stored).toEqual(['one', 'two', 'three']);
  });

  it('does not let one chat wait for another', async () => {
    const port = jest.spyOn(world.tab.connection.port, 'send');
    port.mockImplementationOnce(() => new Promise(() => undefined));
    world.tab.outbox.send({ chatId: otherChatId, text: 'hangs' });
    await world.settle();
    world.tab.send('goes');
    await world.settle();
    expect(world.stored).toEqual(['goes']);
  });

  it('without a connection waits, and goes out in order with the same ids when it is back', async () => {
    world.tab.connection.cut();
    const ids = [world.tab.send('one'), world.tab.send('two')];
    await world.settle();
    expect(world.tab.outgoing).toEqual(['one: waiting', 'two: waiting']);
    world.tab.connection.connect();
    await world.settle();
    expect(world.server.messages.map(({ clientMessageId }) => clientMessageId)).toEqual(ids);
    expect(world.tab.outgoing).toEqual([]);
  });

  it('repeats a message whose acknowledgement was lost, also minutes later, and it stands once', async () => {
    world.tab.connection.weather.fate = () => 'answer lost';
    world.tab.connection.weather.loses = () => true;
    world.tab.send('hello');
    await world.clock.advance(31_000);
    expect(world.tab.outgoing).toEqual(['hello: sending']);
    world.tab.connection.weather.fate = () => 'arrives';
    await world.clock.advance(60_000);
    expect(world.tab.outgoing).toEqual([]);
    expect(world.stored).toEqual(['hello']);
    expect(world.tab.texts).toEqual(['hello']);
  });

  it('lets a message go when it has come back live, although its acknowledgement never came', async () => {
    world.tab.connection.weather.fate = () => 'answer lost';
    const told: string[] = [];
    world.tab.outbox.sent$.subscribe(({ text }) => told.push(text));
    world.tab.send('hello');
    await world.settle();
    expect(world.tab.outgoing).toEqual([]);
    expect(world.tab.texts).toEqual(['hello']);
    expect(told).toEqual([]);
  });

  it('tells of a message that was stored once: not when it had come back live before', async () => {
    world.tab.connection.weather.latencyMs = () => 100;
    const told: string[] = [];
    world.tab.outbox.sent$.subscribe(({ text }) => told.push(text));
    world.tab.send('hello');
    await world.clock.advance(1_000);
    expect(told).toEqual([]);
    world.tab.connection.weather.loses = () => true;
    world.tab.send('hello again');
    await world.clock.advance(1_000);
    expect(told).toEqual(['hello again']);
  });

  it('marks what the server refuses, sends the others on, and repeats or discards it when asked', async () => {
    world.server.refusal = ({ text }) => (text.startsWith('bad') ? failure('message_too_long') : null);
    const [first, second] = [world.tab.send('bad one'), world.tab.send('bad two')];
    world.tab.send('good');
    await world.settle();
    expect(world.stored).toEqual(['good']);
    expect(world.tab.outbox.messages$.value.map(({ state, failure }) => [state, failure])).toEqual([
      ['failed', 'message_too_long'],
      ['failed', 'message_too_long'],
    ]);
    world.server.refusal = () => null;
    world.tab.outbox.discard(first);
    world.tab.outbox.retry(second);
    await world.settle();
    expect(world.stored).toEqual(['good', 'bad two']);
    expect(world.tab.outgoing).toEqual([]);
    expect(world.browser.stored.size).toBe(0);
  });

  it('sends nothing more once it is closed, and keeps the rest for the next time', async () => {
    world.tab.connection.weather.latencyMs = () => 100;
    world.tab.send('on its way');
    world.tab.send('not begun');
    await world.clock.advance(50);
    world.tab.outbox.close();
    await world.clock.advance(10_000);
    expect(world.stored).toEqual(['on its way']);
    expect([...world.browser.stored.values()].map(({ text }) => text)).toContain('not begun');
  });

  it('does not call back what is being sent', async () => {
    world.tab.connection.weather.latencyMs = () => 100;
    const id = world.tab.send('hello');
    await world.clock.advance(50);
    world.tab.outbox.discard(id);
    expect(world.tab.outgoing).toEqual(['hello: sending']);
  });

  it('waits for as long as the server asks, whatever is written or reconnected meanwhile', async () => {
    world.server.refusal = () => failure('rate_limited', { retryAfterSeconds: 5 });
    const send = jest.spyOn(world.tab.connection.port, 'send');
    world.tab.send('one');
    await world.settle();
    world.tab.send('two');
    world.tab.connection.cut();
    world.tab.connection.connect();
    await world.clock.advance(4_999);
    expect(send).toHaveBeenCalledTimes(1);
    world.server.refusal = () => null;
    await world.clock.advance(1);
    expect(world.stored).toEqual(['one', 'two']);
  });

  it('waits longer after each failure in a row, and not at all after a reconnect', async () => {
    world.server.refusal = () => failure('unavailable');
    const times: number[] = [];
    const send = world.tab.connection.port.send;
    const began = world.clock.now();
    jest.spyOn(world.tab.connection.port, 'send').mockImplementation((request) => {
      times.push((world.clock.now() - began) / 1_000);
      return send(request);
    });
    world.tab.send('hello');
    await world.clock.advance(120_000);
    expect(times).toEqual([0, 1, 3, 7, 15, 31, 61, 91]);
    world.server.refusal = () => null;
    world.tab.connection.cut();
    world.tab.connection.connect();
    await world.settle();
    expect(world.stored).toEqual(['hello']);
  });
});
