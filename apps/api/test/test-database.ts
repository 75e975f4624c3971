import { Client } from 'pg';

export const templateName = 'parlour_template';

/** @returns the address of the new database. */
export async function createDatabase(serverUrl: string, name: string, template: string): Promise<string> {
  await run(serverUrl, `create database ${name} template ${template}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Ends whatever is still connected to it. */
export const dropDatabase = (serverUrl: string, name: string): Promise<void> =>
  run(serverUrl, `drop database if exists ${name} with (force)`);

async function run(serverUrl: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

let made = 0;

/** A database of the newest schema that nobody else uses. Needs the cluster of Jest's global set-up. */
export async function cloneDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = process.env['PARLOUR_TEST_POSTGRES'];
  if (server === undefined) throw new Error('No test cluster: run Jest with apps/api/jest.config.ts');
  const name = `suite_${process.pid}_${Date.now()}_${++made}`;
  const url = await createDatabase(server, name, templateName);
  return { url, drop: () => dropDatabase(server, name) };
}
