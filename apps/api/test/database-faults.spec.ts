import { jest } from '@jest/globals';
import { routes } from '@parlour/contracts';
import { randomUUID } from 'node:crypto';
import { Client, Pool } from 'pg';
import { dataSourceOptions } from '../src/database/data-source.js';
import { signal } from '../src/database/embedded/processes.js';
import { httpClient } from './http-client.js';
import { launchServer, newDataFolder, processesOf, type ServerProcess, until } from './server-process.js';
import { goodPassword, startTestApp } from './test-app.js';

jest.setTimeout(60_000);

describe('a server whose database fails under it', () => {
  it('lives on and works again after all its connections are terminated', async () => {
    const parlour = await startTestApp();
    const { token } = await parlour.signUp();
    const { body: room } = await parlour.http(
      routes.createRoom,
      { body: { title: 'Den', visibility: 'private' } },
      { token },
    );
    const send = () =>
      parlour.http(
        routes.postMessage,
        { params: { chatId: room.chatId }, body: { clientMessageId: randomUUID(), text: 'hello' } },
        { token },
      );
    expect((await send()).status).toBe(201);

    await terminateConnections(parlour.config.databaseUrl);
    expect([201, 503]).toContain((await send()).status);
    await until(async () => (await send()).status === 201);
    expect((await parlour.http(routes.ready)).status).toBe(200);
    await parlour.close();
  });

  it('lives on when a connection breaks in the moment between the pool and who asked for it', async () => {
    const parlour = await startTestApp();
    const pool = new Pool({
      ...dataSourceOptions('', [], () => undefined).extra,
      connectionString: parlour.config.databaseUrl,
    });
    const held = await pool.connect();
    const ended = new Promise((resolve) => held.once('end', resolve));
    await terminateConnections(parlour.config.databaseUrl);
    await ended; // an error that nobody had listened to would have ended this process
    await expect(held.query('select 1')).rejects.toThrow('not queryable');
    held.release(true);
    await pool.end();
    await parlour.close();
  });

  it('answers while PostgreSQL is stopped, and works again when that goes on', async () => {
    const folder = await newDataFolder();
    const server = launchServer(folder.path);
    await staysUsable(server, folder.path);
    expect((await server.kill('SIGTERM')).code).toBe(0);
    await folder.remove();
  });
});

async function staysUsable(server: ServerProcess, dataFolder: string): Promise<void> {
  const http = httpClient(await server.opened);
  const register = (username: string) =>
    http(routes.register, { body: { username, email: `${username}@example.org`, password: goodPassword } });
  expect((await register('before')).status).toBe(201);
  const stopped = await processesOf(dataFolder);
  for (const { pid } of stopped) signal(pid, 'SIGSTOP');
  const during = register('during');
  expect((await http(routes.live)).status).toBe(200);
  expect((await http(routes.ready)).status).toBe(503);
  for (const { pid } of stopped) signal(pid, 'SIGCONT');
  expect([201, 503]).toContain((await during).status);
  await until(async () => (await http(routes.ready)).status === 200);
  expect((await register('after')).status).toBe(201);
}

async function terminateConnections(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await client.end();
}
