import { populate, startApi } from './api.mjs';
import { Child, cores } from './child.mjs';
import { median, percentile, round, verdict } from './figures.mjs';

/** `npm run bench:reconnect`: 1,000 clients in 50 rooms lose their connections at one moment, as when a proxy is restarted. */
const times = 5;
const [roomCount, membersEach] = [50, 20];

const core = cores();
const api = await startApi({ core: core.servers });
const client = new Child('load-client.mjs', { core: core.clients });
const rooms = await populate(api.databaseUrl, roomCount, membersEach);
await client.ask('connect', {
  name: 'api',
  port: api.port,
  rooms: rooms.map(({ chatId, members }) => ({
    chatId,
    members: members.map((member) => ({ token: api.tokenOf(member) })),
  })),
});
const all = [];
for (let time = 1; time <= times; time += 1) {
  const durations = await client.ask('reconnect', { name: 'api', port: api.port });
  all.push(durations);
  console.log(`${time}: all ${durations.length} back after ${round(Math.max(...durations), 0)} ms`);
}
await Promise.all([client.stop(), api.stop()]);
const last = all.map((durations) => Math.max(...durations));
const figures = {
  clients: verdict('min', Math.min(...all.map(({ length }) => length)), roomCount * membersEach),
  allBackMs: verdict('max', round(Math.max(...last), 0), 5_000, { median: round(median(last), 0) }),
  p50Ms: verdict('max', round(percentile(all.flat(), 0.5), 0), 5_000),
};
console.log(JSON.stringify({ what: 'reconnect', times, cores: core, figures }));
