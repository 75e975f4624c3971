import { join } from 'node:path';
import { type Environment, readEnvironment } from './config/environment.js';
import { StartupError } from './config/startup-error.js';
import { type Server, startServer } from './server.js';
import { listenForStop } from './stop-requests.js';

/** More than any orderly end takes: after this it is not going to come. */
const stopTimeoutMs = 25_000;

async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  const starting = startServer(environment);
  listenForStop(
    { onStop: () => void stop(starting), onInsist: () => process.exit(1) },
    process.env['PARLOUR_STOP_WITH_PARENT'] === '1',
  );
  const server = await starting;
  process.stdout.write(`${greeting(server, environment)}\n`);
}

function greeting({ url, databaseFolder }: Server, { DATA_FOLDER, POSTGRES_USER }: Environment): string {
  const isElsewhere = databaseFolder !== null && databaseFolder !== join(DATA_FOLDER, 'postgres');
  const place = isElsewhere
    ? ` (the database lives in ${databaseFolder}, as the user ${POSTGRES_USER} cannot enter ${DATA_FOLDER})`
    : '';
  return `Parlour is open at ${url}${place}. Ctrl-C closes it.`;
}

async function stop(starting: Promise<Server>): Promise<void> {
  setTimeout(() => process.exit(1), stopTimeoutMs).unref();
  const server = await starting.catch(() => null); // main has told why
  await server?.stop();
  process.exit(0);
}

main().catch((error: unknown) => {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
});

/** What a person can mend is one sentence; anything else is a fault of ours, which its stack helps to find. */
function sentenceOf(error: unknown): string {
  if (error instanceof StartupError) return error.message;
  return `Parlour could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
