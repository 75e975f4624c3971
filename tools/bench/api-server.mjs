import { readEnvironment } from '../../dist/apps/api/config/environment.js';
import { startServer } from '../../dist/apps/api/server.js';
import { answerParent } from './child.mjs';

/** Nobody sends as much as a benchmark: what slows people who send too much would be all that is measured. */
const unlimited = { perSecond: 1e6, burst: 1e6 };
const overrides = {
  commandRate: unlimited,
  messageRate: unlimited,
  socketsPerAddress: 100_000,
  strangersPerAddress: 100_000,
  ...JSON.parse(process.env.BENCH_CONFIG ?? '{}'),
};

const server = await startServer(readEnvironment(process.env), overrides);
answerParent({ port: Number(new URL(server.url).port), databaseFolder: server.databaseFolder }, () =>
  server.stop(),
);
