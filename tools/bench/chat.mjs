import { parseArgs } from 'node:util';
import pg from 'pg';
import { populate, startApi, withoutLimits } from './api.mjs';
import { Child, cores } from './child.mjs';
import { median, round, verdict } from './figures.mjs';
import { databaseCpuSeconds } from './processes.mjs';

/**
 * `npm run bench:chat [-- --rounds 5 --seconds 4 --scenario room100]`: the built API, which stores every message in its embedded PostgreSQL before
 * anybody receives it, beside a bare socket.io server that stores nothing. The same clients load both in turns.
 */
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    scenario: { type: 'string' },
  },
});
const rounds = Number(options.rounds);
const seconds = Number(options.seconds);
const warmUpMs = 700;

const scenarios = [
  { name: 'room100', rooms: 1, members: 100, inFlight: 16, goals: { throughput: 0.8, cpu: 1.25 } },
  { name: 'rooms50x20', rooms: 50, members: 20, inFlight: 1, goals: { throughput: 0.6, cpu: 1.67 } },
];

const core = cores();
const api = await startApi({ core: core.servers, config: withoutLimits });
const bare = new Child('bare-server.mjs', { core: core.servers });
const { port: barePort } = await bare.opened();
const client = new Child('load-client.mjs', { core: core.clients });

const servers = {
  bare: {
    child: bare,
    port: barePort,
    authOf:
      (chatId) =>
      ({ userId, username }) => ({
        chatId,
        author: { id: userId, username, displayName: username, avatar: null },
      }),
    databaseCpu: () => 0,
  },
  api: {
    child: api.child,
    port: api.port,
    authOf: () => (member) => ({ token: api.tokenOf(member) }),
    databaseCpu: () => databaseCpuSeconds(api.databasePid),
  },
};

const figures = {};
for (const scenario of scenarios) {
  if ([undefined, scenario.name].includes(options.scenario)) await measure(scenario);
}
await Promise.all([client.stop(), bare.stop(), api.stop()]);
console.log(JSON.stringify({ what: 'chat', rounds, seconds, cores: core, figures }));

async function measure(scenario) {
  const rooms = await populate(api.databaseUrl, scenario.rooms, scenario.members);
  const memory = {};
  for (const side of ['bare', 'api']) memory[side] = await connect(scenario, side, rooms);
  const pairs = [];
  for (let index = 0; index < rounds; index += 1) {
    const pair = {};
    for (const side of ['bare', 'api']) pair[side] = await run(scenario, side);
    pairs.push(pair);
    console.log(lineOf(scenario, index, pair));
  }
  const missing = pairs.at(-1).api.stored - (await countStored(rooms));
  Object.assign(figures, figuresOf(scenario, pairs, memory), {
    [`${scenario.name}.notInDatabase`]: verdict('max', missing, 0),
  });
}

/** How many messages the database holds of these rooms. */
async function countStored(rooms) {
  const client = new pg.Client({ connectionString: api.databaseUrl });
  await client.connect();
  const { rows } = await client.query('select count(*)::int from messages where chat_id = any($1)', [
    rooms.map(({ chatId }) => chatId),
  ]);
  await client.end();
  return rows[0].count;
}

/** @returns bytes that the server holds for each connection, on its heap and outside of it. */
async function connect({ name, rooms: count, members }, side, rooms) {
  const { child, port, authOf } = servers[side];
  const before = await child.ask('collect');
  await client.ask('connect', {
    name: `${side} ${name}`,
    port,
    rooms: rooms.map((room) => ({ chatId: room.chatId, members: room.members.map(authOf(room.chatId)) })),
  });
  const after = await child.ask('collect');
  return (after.heldBytes - before.heldBytes) / (count * members);
}

async function run({ name, inFlight }, side) {
  const fleet = `${side} ${name}`;
  await client.ask('start', { name: fleet, inFlight });
  await new Promise((done) => setTimeout(done, warmUpMs));
  const from = await reading(fleet, side);
  await new Promise((done) => setTimeout(done, seconds * 1000));
  const to = await reading(fleet, side);
  const { lost, doubled, reordered, wrong, stored } = await client.ask('stop', { name: fleet });
  const deliveries = to.deliveries - from.deliveries;
  const per100k = 100_000 / deliveries;
  return {
    perSecond: deliveries / ((to.at - from.at) / 1000),
    p50: to.p50,
    p99: to.p99,
    cpu: (to.cpuSeconds - from.cpuSeconds) * per100k,
    databaseCpu: (to.databaseCpu - from.databaseCpu) * per100k,
    lost,
    doubled: doubled + wrong,
    reordered,
    stored,
  };
}

async function reading(fleet, side) {
  const { child, databaseCpu } = servers[side];
  const mark = await client.ask('mark', { name: fleet });
  const [usage, database] = await Promise.all([child.ask('usage'), databaseCpu()]);
  return { ...mark, ...usage, databaseCpu: database };
}

function lineOf({ name }, index, { bare, api }) {
  const side = ({ perSecond, p50, p99, cpu, databaseCpu }) =>
    `${Math.round(perSecond / 1000)}k/s p50 ${p50} p99 ${p99} ms, CPU ${round(cpu, 2)}+${round(databaseCpu, 2)} s/100k`;
  const ratio = round(api.perSecond / bare.perSecond, 3);
  return `${name} ${index + 1}: bare ${side(bare)} | api ${side(api)} | ${ratio}`;
}

function figuresOf({ name, goals }, pairs, memory) {
  const of = (side, figure) => pairs.map((pair) => pair[side][figure]);
  const middle = (side, figure, digits = 2) => round(median(of(side, figure)), digits);
  const ratio = (figure) => round(median(pairs.map(({ bare, api }) => figure(api) / figure(bare))), 3);
  const sum = (figure) => [...of('bare', figure), ...of('api', figure)].reduce((all, one) => all + one, 0);
  const p99Max = round(middle('bare', 'p99') / goals.throughput, 2);
  return {
    [`${name}.throughput`]: verdict(
      'min',
      ratio((side) => side.perSecond),
      goals.throughput,
      {
        bare: middle('bare', 'perSecond', 0),
        api: middle('api', 'perSecond', 0),
      },
    ),
    [`${name}.p50Ms`]: verdict(
      'max',
      middle('api', 'p50'),
      round(middle('bare', 'p50') / goals.throughput, 2),
      {
        bare: middle('bare', 'p50'),
      },
    ),
    [`${name}.p99Ms`]: verdict('max', middle('api', 'p99'), p99Max, { bare: middle('bare', 'p99') }),
    [`${name}.cpuPer100k`]: verdict(
      'max',
      ratio((side) => side.cpu + side.databaseCpu),
      goals.cpu,
      {
        bare: middle('bare', 'cpu'),
        api: middle('api', 'cpu'),
        apiDatabase: middle('api', 'databaseCpu'),
      },
    ),
    [`${name}.memoryPerConnection`]: verdict('max', Math.round(memory.api), 60_000, {
      bare: Math.round(memory.bare),
    }),
    [`${name}.lost`]: verdict('max', sum('lost'), 0),
    [`${name}.doubled`]: verdict('max', sum('doubled'), 0),
    [`${name}.reordered`]: verdict('max', sum('reordered'), 0),
  };
}
