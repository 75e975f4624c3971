import { fail } from './project.mjs';
import { runQuietly } from './run.mjs';

/** Builds the product, or finds in Nx's cache that it is built. What was said is shown only where it failed. */
export async function build() {
  const startedAt = Date.now();
  process.stdout.write('Building the server and the web app (up to a minute at the first time) … ');
  const { code, output } = await runQuietly('nx', ['run-many', '-t', 'build', '--outputStyle=static']);
  if (code !== 0) {
    console.log(`\n${output}`);
    fail('The build failed: the lines above say where.');
  }
  console.log(`done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}
