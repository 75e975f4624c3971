import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import { Connection } from './frames.mjs';
import { median, percentile } from './figures.mjs';

/** The process of clients that misbehave, and of a neighbour who must not notice. Steered like `load-client.mjs`. */

const pauseMs = 20;
const acknowledgement = '3'.charCodeAt(0);
let asked = 0;
const sending = (chatId, text) =>
  `2${++asked}${JSON.stringify(['message:send', { chatId, clientMessageId: randomUUID(), text }])}`;

/** Somebody in a chat who measures how long their messages take to come back to them, one at a time. */
class Neighbour {
  roundTrips = [];
  #isOn = true;
  #arrived = () => undefined;

  constructor(port, auth, chatId) {
    this.chatId = chatId;
    this.connection = new Connection(port, auth, (buffer, start) => {
      if (buffer[start] === acknowledgement) this.#arrived();
    });
  }

  async talk() {
    await this.connection.connected;
    while (this.#isOn) {
      const startedAt = performance.now();
      const arrived = new Promise((resolve) => (this.#arrived = resolve));
      this.connection.send(sending(this.chatId, 'Is it quiet here?'));
      await arrived;
      this.roundTrips.push(performance.now() - startedAt);
      await wait(pauseMs);
    }
  }

  stop() {
    this.#isOn = false;
  }
}

const commands = {
  /** Somebody talks for a while. @returns how long their messages took, in milliseconds. */
  async talk({ port, neighbour, seconds }) {
    const near = new Neighbour(port, neighbour.auth, neighbour.chatId);
    const talking = near.talk();
    await wait(seconds * 1000);
    near.stop();
    await talking;
    near.connection.close();
    const { roundTrips } = near;
    return { p50: median(roundTrips), p99: percentile(roundTrips, 0.99), count: roundTrips.length };
  },

  /** One client sends so many messages a second, and comes back whenever it is put out. */
  flood({ port, flooder, perSecond, seconds }) {
    return floodFor(port, flooder, perSecond, seconds);
  },

  /** One reader stops reading, while a neighbour sends to both; then it reads what it was sent until it was put out. */
  async stall({ port, stalled, neighbour, megabytes }) {
    let taken = 0;
    const reader = new Connection(port, stalled.auth, (_, start, end) => (taken += end - start));
    await reader.connected;
    reader.pause();
    const text = '🦊'.repeat(4_000); // the longest message that there is
    const bytes = Buffer.byteLength(text);
    const near = new Talker(port, neighbour.auth);
    await near.connection.connected;
    const count = Math.ceil((megabytes * 1_000_000) / bytes);
    const startedAt = performance.now();
    for (let index = 0; index < count; index += 1) await near.send(sending(stalled.chatId, text));
    const seconds = (performance.now() - startedAt) / 1000;
    reader.resume();
    const isCut = await Promise.race([reader.closed.then(() => true), wait(5_000, false)]);
    near.connection.close();
    reader.close();
    return { takenBytes: taken, isCut, seconds, neighbourReceived: near.received, count };
  },
};

async function floodFor(port, { auth, chatId }, perSecond, seconds) {
  const counts = { sent: 0, stored: 0, refused: 0, putOut: 0 };
  const until = performance.now() + seconds * 1000;
  const open = async () => {
    const connection = new Connection(port, auth, (buffer, start, end) => {
      if (buffer[start] !== acknowledgement) return;
      const answer = buffer.toString('latin1', start, Math.min(end, start + 30));
      if (answer.includes('"ok":true')) counts.stored += 1;
      else counts.refused += 1;
    });
    await connection.connected;
    let isOpen = true;
    connection.closed.then(() => (isOpen = false));
    return { connection, isOpen: () => isOpen };
  };
  let current = await open();
  const startedAt = performance.now();
  while (performance.now() < until) {
    if (!current.isOpen()) {
      counts.putOut += 1;
      current = await open().catch(() => current);
    }
    const due = ((performance.now() - startedAt) / 1000) * perSecond - counts.sent;
    for (let index = 0; index < Math.min(due, 200); index += 1) {
      current.connection.send(sending(chatId, 'Buy now'));
      counts.sent += 1;
    }
    await setImmediate();
  }
  current.connection.close();
  return counts;
}

/** Sends one message after the other, and reads what comes. */
class Talker {
  received = 0;
  #acknowledged = () => undefined;

  constructor(port, auth) {
    this.connection = new Connection(port, auth, (buffer, start) => {
      if (buffer[start] === acknowledgement) this.#acknowledged();
      else this.received += 1;
    });
  }

  async send(packet) {
    const acknowledged = new Promise((resolve) => (this.#acknowledged = resolve));
    this.connection.send(packet);
    await acknowledged;
  }
}

process.on('message', async ({ id, command, ...options }) => {
  try {
    process.send({ id, value: await commands[command](options) });
  } catch (error) {
    process.send({ id, error: error.stack });
  }
});
process.on('disconnect', () => process.exit());
