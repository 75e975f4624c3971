import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { flood } from './flooder.mjs';
import { Connection } from './frames.mjs';
import { median, percentile } from './figures.mjs';
import { Pair } from './pair.mjs';
import { Speaker } from './speaker.mjs';

/** The process of clients that misbehave, and of a neighbour who must not notice. Steered like `load-client.mjs`. */

const pauseMs = 20;
const message = (chatId, text) => ({ chatId, clientMessageId: randomUUID(), text });
const pair = new Pair();

const commands = {
  /** Two go into the call of a room, and stay there. */
  meet({ port, roomId, auths }) {
    return pair.meet(port, roomId, auths);
  },

  /** Somebody writes in a chat for a while, and the two signal; one thing at a time. @returns how long each took, in ms. */
  async talk({ port, neighbour, seconds }) {
    pair.heard(); // from now on
    const near = new Speaker(port, neighbour.auth);
    await near.connected;
    const until = performance.now() + seconds * 1000;
    const [chat, signals] = await Promise.all([
      timesOf(until, () => near.ask('message:send', message(neighbour.chatId, 'Is it quiet here?'))),
      timesOf(until, () => pair.signal()),
    ]);
    near.close();
    return { chat, signals, heard: pair.heard() };
  },

  /** See `flooder.mjs`. */
  flood,

  /** One reader stops reading, while a neighbour sends to both; then it reads what it was sent until it was put out. */
  async stall({ port, stalled, neighbour, megabytes }) {
    let taken = 0;
    const reader = new Connection(port, stalled.auth, (_, start, end) => (taken += end - start));
    await reader.connected;
    reader.pause();
    const text = '🦊'.repeat(4_000); // the longest message that there is
    const bytes = Buffer.byteLength(text);
    let received = 0;
    const near = new Speaker(port, neighbour.auth, () => (received += 1));
    await near.connected;
    const count = Math.ceil((megabytes * 1_000_000) / bytes);
    const startedAt = performance.now();
    for (let index = 0; index < count; index += 1)
      await near.ask('message:send', message(stalled.chatId, text));
    const seconds = (performance.now() - startedAt) / 1000;
    reader.resume();
    const isCut = await Promise.race([reader.closed.then(() => true), wait(5_000, false)]);
    near.close();
    reader.close();
    return { takenBytes: taken, isCut, seconds, neighbourReceived: received, count };
  },
};

/** Again and again, with a pause between. */
async function timesOf(until, roundTrip) {
  const times = [];
  while (performance.now() < until) {
    const startedAt = performance.now();
    await roundTrip();
    times.push(performance.now() - startedAt);
    await wait(pauseMs);
  }
  return { p50: median(times), p99: percentile(times, 0.99), count: times.length };
}

process.on('message', async ({ id, command, ...options }) => {
  try {
    process.send({ id, value: await commands[command](options) });
  } catch (error) {
    process.send({ id, error: error.stack });
  }
});
process.on('disconnect', () => process.exit());
