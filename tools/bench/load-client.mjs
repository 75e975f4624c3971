import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { Connection } from './frames.mjs';
import { Room, Times } from './tally.mjs';

/**
 * The process of the load: holds the members of rooms at several servers, sends for them when told to, and checks all that
 * they receive. It is steered by messages of its parent process, each of which it answers.
 */

const text = 'The quick brown fox jumps over the lazy dog, and nobody in this room has lost a word of it. '
  .repeat(3)
  .slice(0, 200);
const connectingAtOnce = 50;
const [event, acknowledgement] = [...'23'].map((char) => char.charCodeAt(0));

/** By name of the server: `{ rooms, times }`. */
const fleets = new Map();

const commands = {
  async connect({ name, port, rooms }) {
    const times = new Times();
    const fleet = { times, rooms: rooms.map((room) => newRoom(room, times)) };
    fleets.set(name, fleet);
    const members = fleet.rooms.flatMap(({ members }) => members);
    for (let at = 0; at < members.length; at += connectingAtOnce) {
      await Promise.all(members.slice(at, at + connectingAtOnce).map((member) => enter(member, port)));
    }
  },

  /** All of them lose their connections, and come back at one moment. @returns how long each took, in milliseconds. */
  async reconnect({ name, port }) {
    const members = fleets.get(name).rooms.flatMap((room) => room.members);
    for (const { connection } of members) connection.close();
    await Promise.all(members.map(({ connection }) => connection.closed));
    const startedAt = performance.now();
    return Promise.all(
      members.map(async (member) => {
        await enter(member, port);
        return performance.now() - startedAt;
      }),
    );
  },

  /** Keeps so many messages of each room in flight until `stop`. */
  start({ name, inFlight }) {
    const fleet = fleets.get(name);
    fleet.sending = true;
    for (const room of fleet.rooms) for (let slot = 0; slot < inFlight; slot += 1) sendNext(fleet, room);
  },

  /** From here on, times are counted anew. */
  mark({ name }) {
    const { rooms, times } = fleets.get(name);
    const reading = {
      ...sumOf(rooms),
      at: performance.now(),
      p50: times.percentile(0.5),
      p99: times.percentile(0.99),
    };
    times.clear();
    return reading;
  },

  /** Waits until all has arrived, for 10 s at most. */
  async stop({ name }) {
    const fleet = fleets.get(name);
    fleet.sending = false;
    const deadline = performance.now() + 10_000;
    while (performance.now() < deadline && !isSettled(fleet))
      await new Promise((done) => setTimeout(done, 10));
    const lost = fleet.rooms.reduce((sum, { tally, members, sent }) => sum + tally.lost(members, sent), 0);
    for (const { tally } of fleet.rooms) tally.sentAt.clear();
    return { ...sumOf(fleet.rooms), lost };
  },
};

function newRoom({ chatId, members }, times) {
  const tally = new Room(chatId, times);
  const room = { tally, sent: 0, acknowledged: 0, refused: 0, turn: 0, members: [] };
  room.members = members.map((auth) => ({ auth, room, next: 1, missing: new Set(), connection: null }));
  return room;
}

async function enter(member, port) {
  const { tally } = member.room;
  member.connection = new Connection(port, member.auth, (buffer, start, end) => {
    if (buffer[start] === event) tally.receive(member, buffer, start, end, performance.now());
    else if (buffer[start] === acknowledgement) handleAcknowledgement(member.room, buffer, start, end);
  });
  await member.connection.connected;
}

/** The members of a room take turns. */
function sendNext(fleet, room) {
  const member = room.members[room.turn++ % room.members.length];
  const clientMessageId = randomUUID();
  room.fleet = fleet;
  room.sent += 1;
  room.tally.sentAt.set(clientMessageId, performance.now());
  const payload = { chatId: room.tally.chatId, clientMessageId, text };
  member.connection.send(`21${JSON.stringify(['message:send', payload])}`);
}

function handleAcknowledgement(room, buffer, start, end) {
  room.acknowledged += 1;
  const isStored = buffer.toString('latin1', start, Math.min(end, start + 16)).includes('"ok":true');
  if (!isStored) {
    room.refused += 1;
    throw new Error(`Refused: ${buffer.toString('utf8', start, end)}`);
  }
  if (room.fleet.sending) sendNext(room.fleet, room);
}

const isSettled = ({ rooms }) =>
  rooms.every(
    ({ tally, members, sent, acknowledged }) => acknowledged === sent && tally.lost(members, sent) === 0,
  );

function sumOf(rooms) {
  const sum = { deliveries: 0, doubled: 0, reordered: 0, wrong: 0, stored: 0 };
  for (const { tally, acknowledged } of rooms) {
    for (const name of ['deliveries', 'doubled', 'reordered', 'wrong']) sum[name] += tally[name];
    sum.stored += acknowledged;
  }
  return sum;
}

process.on('message', async ({ id, command, ...options }) => {
  try {
    process.send({ id, value: (await commands[command](options)) ?? null });
  } catch (error) {
    process.send({ id, error: error.stack });
  }
});
process.on('disconnect', () => process.exit());
