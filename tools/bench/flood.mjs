import { populate, startApi } from './api.mjs';
import { Child, cores } from './child.mjs';
import { round, verdict } from './figures.mjs';

/** `npm run bench:flood`: one client sends 20,000 messages a second, and comes back whenever it is put out; another writes on. */
const perSecond = 20_000;
const seconds = 10;

const core = cores();
const api = await startApi({ core: core.servers });
const [client, other] = [1, 2].map(() => new Child('rough-client.mjs', { core: core.clients }));
const rooms = await populate(api.databaseUrl, 2, 2);
const [flooder, neighbour] = rooms.map(({ chatId, members }) => ({
  chatId,
  auth: { token: api.tokenOf(members[0]) },
}));
const talk = () => other.ask('talk', { port: api.port, neighbour, seconds });
await talk(); // to get warm
const quiet = await talk();
const [during, counts] = await Promise.all([
  talk(),
  client.ask('flood', { port: api.port, flooder, perSecond, seconds }),
]);
await Promise.all([client.stop(), other.stop(), api.stop()]);
console.log(
  `sent ${counts.sent}, stored ${counts.stored}, refused ${counts.refused}, put out ${counts.putOut} times`,
);
const figures = {
  neighbourP99Ms: verdict('max', round(during.p99, 1), 50, {
    p50: round(during.p50, 1),
    quietP99: round(quiet.p99, 1),
    quietP50: round(quiet.p50, 1),
    roundTrips: during.count,
  }),
  storedOfFlooder: verdict('max', counts.stored, 200 + 50 * seconds, counts), // burst and rate of the configuration
};
console.log(JSON.stringify({ what: 'flood', perSecond, seconds, cores: core, figures }));
