import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../src/database/embedded/embedded-postgres.js';
import { migrate } from '../src/database/migrate.js';
import { createDatabase, templateName } from './test-database.js';

/** Nothing here has to outlive a crash, and every suite has its own pool. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: 200,
  shared_buffers: '64MB',
};

/** Starts PostgreSQL in a temporary folder, with a database of the newest schema to clone from. */
export async function startTestCluster(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'parlour-test-'));
  await chmod(folder, 0o711); // as root, PostgreSQL is another user, who has to get through
  const postgres = await startEmbeddedPostgres({ dataFolder: folder, userName: 'nobody', settings });
  await migrate(await createDatabase(postgres.url, templateName, 'template1'));
  const stop = async () => {
    await postgres.stop();
    await rm(folder, { recursive: true });
  };
  return { url: postgres.url, stop };
}
