import type { Message } from '@parlour/contracts';
import { randomUUID } from 'node:crypto';
import { newMessage, roomOf } from '../../test/rooms.js';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';
import { RealtimePublisher } from './realtime.publisher.js';
import { textFrame } from './text-frame.js';

describe('what is said to all of a chat', () => {
  let app: TestApp;
  let anna: TestUser;
  let ben: TestUser;

  beforeAll(async () => {
    app = await startTestApp();
    [anna, ben] = [await app.signUp(), await app.signUp()];
  });
  afterAll(() => app.close());

  it.each([
    ['speaks WebSocket', { transports: ['websocket'] }],
    ['polls', { transports: ['polling'] }],
    ['polls and changes over to WebSocket meanwhile', { transports: ['polling', 'websocket'] }],
  ])(
    'reaches who %s: each message once, in order, its own acknowledgements among them',
    async (_, options) => {
      const room = await roomOf(app, [anna, ben]);
      const socket = await app.socket(ben.token, options);
      const other = await app.socket(anna.token);
      const seqs: (number | string)[] = [];
      socket.raw.on('message:created', ({ message }) => seqs.push(message.seq));
      const sending = Array.from({ length: 60 }, async (_, index) => {
        const sender = index % 3 === 0 ? socket : other;
        const answer = await sender.command('message:send', newMessage(room.chatId, `Message ${index}`));
        if (answer.ok && sender === socket) seqs.push(`acknowledged ${answer.data.message.seq}`);
      });
      await Promise.all(sending);
      await socket.next('message:created', ({ message }) => message.seq === 60);
      const told = seqs.filter((entry) => typeof entry === 'number');
      expect(told).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
      for (const [at, entry] of seqs.entries()) {
        if (typeof entry === 'string') expect(seqs.slice(0, at)).toContain(Number(entry.split(' ')[1]));
      }
      socket.close();
      other.close();
    },
  );

  it('comes in the order in which it was said, also among what is said to several audiences', async () => {
    const room = await roomOf(app, [anna]);
    const socket = await app.socket(anna.token);
    const publisher = app.app.get(RealtimePublisher);
    const seqs = Array.from({ length: 30 }, (_, index) => index + 1);
    for (const seq of seqs) {
      const event = { message: { ...messageOf(anna, room.chatId, 'Hello'), seq } };
      if (seq % 3 === 0) publisher.toChat(room.chatId, 'message:created', event);
      else publisher.toAcquaintancesOf(anna.user.id, [room.chatId], 'message:created', event);
    }
    const received: number[] = [];
    while (received.length < seqs.length) {
      received.push((await socket.next('message:created')).message.seq);
    }
    expect(received).toEqual(seqs);
    socket.close();
  });

  it('is encoded as often for five sockets as for one', async () => {
    const room = await roomOf(app, [anna]);
    const encodings = async () => {
      let count = 0;
      const toJSON = () => `${++count}`;
      const message = { ...messageOf(anna, room.chatId, ''), text: { toJSON } as unknown as string };
      app.app.get(RealtimePublisher).toChat(room.chatId, 'message:created', { message });
      await Promise.all(sockets.map((socket) => socket.next('message:created')));
      return count;
    };
    const sockets = [await app.socket(anna.token)];
    const forOne = await encodings();
    for (let more = 0; more < 4; more++) sockets.push(await app.socket(anna.token));
    expect(await encodings()).toBe(forOne);
    for (const socket of sockets) socket.close();
  });

  it.each([1, 40, 200, 60_000, 70_000])('arrives whole with a text of %i characters', async (chars) => {
    const room = await roomOf(app, [anna]);
    const socket = await app.socket(anna.token);
    const message = messageOf(anna, room.chatId, 'ß'.repeat(chars));
    app.app.get(RealtimePublisher).toChat(room.chatId, 'message:created', { message });
    expect(await socket.next('message:created')).toEqual({ message });
    socket.close();
  });
});

describe('a frame of text', () => {
  it.each([
    [0, '8100'],
    [125, '817d'],
    [126, '817e007e'],
    [65_535, '817effff'],
    [65_536, '817f0000000000010000'],
  ])('of %i bytes has the head of RFC 6455', (bytes, head) => {
    const frame = textFrame('a'.repeat(bytes));
    expect(frame.subarray(0, head.length / 2).toString('hex')).toBe(head);
    expect(frame.length).toBe(head.length / 2 + bytes);
  });
});

const messageOf = ({ user }: TestUser, chatId: string, text: string): Message => ({
  id: randomUUID(),
  chatId,
  seq: 1,
  author: user,
  clientMessageId: randomUUID(),
  text,
  createdAt: new Date().toISOString(),
});
