import { existsSync } from 'node:fs';
import { runQuietly } from './run.mjs';

const mayInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/**
 * Installs packages of Debian where root may do it.
 * @returns whether `path` is there now: Ubuntu has packages of the same names that are empty shells around snaps.
 */
export async function installFromDebian(packages, path) {
  if (!mayInstall()) return false;
  console.log(`Installing Debian's ${packages.join(', ')} …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const steps = [['update'], ['install', '-y', '--no-install-recommends', ...packages]];
  for (const args of steps) {
    const { code, output } = await runQuietly('apt-get', args, env);
    if (code !== 0) {
      console.error(output);
      return false;
    }
  }
  return existsSync(path);
}
