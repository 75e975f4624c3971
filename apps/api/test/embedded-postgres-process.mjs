import './typescript-hook.mjs';

/** A server to be killed: brings up PostgreSQL in the given folder, prints its address and waits. */
const { startEmbeddedPostgres } = await import('../src/database/embedded/embedded-postgres.ts');
const settings = { fsync: 'off', shared_buffers: '16MB', max_connections: 10 };
const { url } = await startEmbeddedPostgres({ dataFolder: process.argv[2], userName: 'nobody', settings });
console.log(url);
