import { readEnvironment } from '../../dist/apps/api/config/environment.js';
import { startServer } from '../../dist/apps/api/server.js';
import { answerParent } from './child.mjs';

const overrides = JSON.parse(process.env.BENCH_CONFIG);

const server = await startServer(readEnvironment(process.env), overrides);
answerParent({ port: Number(new URL(server.url).port), databaseFolder: server.databaseFolder }, () =>
  server.stop(),
);
