export default async function tearDown() {
  await globalThis.parlourTestCluster.stop();
}
