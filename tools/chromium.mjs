import { existsSync } from 'node:fs';
import { run, runQuietly } from './run.mjs';

const debianChromium = '/usr/bin/chromium';

/**
 * Finds a Chromium for the tests, or installs one: Debian's package as root, otherwise Playwright's own.
 * `CHROMIUM_PATH` names another.
 * @returns what to set in the environment of Playwright, or `null` where there is none to be had.
 */
export async function ensureChromium() {
  const given = process.env.CHROMIUM_PATH ?? debianChromium;
  if (existsSync(given)) return { CHROMIUM_PATH: given };
  if (process.env.CHROMIUM_PATH !== undefined) {
    console.error(`CHROMIUM_PATH names ${given}, which is not there.`);
    return null;
  }
  if (await installFromDebian()) return { CHROMIUM_PATH: debianChromium };
  const isRoot = process.getuid?.() === 0;
  const code = await run('playwright', ['install', ...(isRoot ? ['--with-deps'] : []), 'chromium']);
  return code === 0 ? {} : null;
}

async function installFromDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.log("Installing Debian's Chromium …");
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const steps = [['update'], ['install', '-y', '--no-install-recommends', 'chromium']];
  for (const args of steps) {
    const { code, output } = await runQuietly('apt-get', args, env);
    if (code !== 0) {
      console.error(output);
      return false;
    }
  }
  return existsSync(debianChromium); // Ubuntu's package of that name is an empty shell around a snap
}
