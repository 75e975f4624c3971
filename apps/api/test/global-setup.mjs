import './typescript-hook.mjs';

const { startTestCluster } = await import('./test-cluster.ts');

/** One PostgreSQL for the whole run, with a migrated template; every suite clones its own database from it. */
export default async function setUp() {
  const cluster = await startTestCluster();
  process.env.PARLOUR_TEST_POSTGRES = cluster.url;
  globalThis.parlourTestCluster = cluster;
}
