import { existsSync } from 'node:fs';
import { installFromDebian } from './debian.mjs';
import { run } from './run.mjs';

const debianChromium = '/usr/bin/chromium';
const debianFirefox = '/usr/bin/firefox-esr';

/**
 * Finds a Chromium for the tests, or installs one: Debian's package as root, otherwise Playwright's own.
 * `CHROMIUM_PATH` names another.
 * @returns what to set in the environment of Playwright, or `null` where there is none to be had.
 */
export async function ensureChromium() {
  const found = await ensureBrowser('CHROMIUM_PATH', debianChromium, 'chromium');
  if (found !== null || process.env.CHROMIUM_PATH !== undefined) return found;
  const isRoot = process.getuid?.() === 0;
  const code = await run('playwright', ['install', ...(isRoot ? ['--with-deps'] : []), 'chromium']);
  return code === 0 ? {} : null;
}

/**
 * Finds a Firefox for the tests, or installs Debian's package as root. Playwright's own is a patched one, and no
 * substitute for what people have. `FIREFOX_PATH` names another.
 * @returns what to set in the environment of Playwright, or `null` where there is none to be had.
 */
export const ensureFirefox = () => ensureBrowser('FIREFOX_PATH', debianFirefox, 'firefox-esr');

async function ensureBrowser(variable, debianPath, debianPackage) {
  const given = process.env[variable] ?? debianPath;
  if (existsSync(given)) return { [variable]: given };
  if (process.env[variable] !== undefined) {
    console.error(`${variable} names ${given}, which is not there.`);
    return null;
  }
  return (await installFromDebian([debianPackage], debianPath)) ? { [variable]: debianPath } : null;
}
