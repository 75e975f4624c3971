import { rm } from 'node:fs/promises';
import { ensureChromium, ensureFirefox } from './browsers.mjs';
import { ensureCoturn, ensureNetworkTools, ensureOpenssl } from './network.mjs';
import { inRoot } from './project.mjs';
import { run } from './run.mjs';
import { jestCounts, jestReport, playwrightCounts, playwrightReport } from './test-counts.mjs';

const nx = (target) => () => run('nx', ['run-many', '-t', target, '--outputStyle=static']);

const rule = `!!! ${'-'.repeat(88)}`;

const loudly = (text) => console.error(`\n${rule}\n${text.trim().replace(/^ */gm, '!!! ')}\n${rule}`);

const noFirefox = `
  There is no Firefox here, and it may not be installed: the calls between Firefox and
  Chromium are NOT TESTED and count as skipped. Install firefox-esr, or set FIREFOX_PATH.`;

const noCoturn = `
  There is no coturn here, and it may not be installed: the calls through a relay, and what
  the relay refuses, are NOT TESTED and count as skipped. Install coturn, or set COTURN_PATH.`;

const noOpenssl = `
  There is no openssl here, and it may not be installed: relays over TLS are NOT TESTED and
  count as skipped. Install openssl.`;

const noNetworkTools = `
  There is no ip or nft here, and they may not be installed: the calls over bad networks are
  NOT TESTED and count as skipped. Install iproute2 and nftables, and run the tests as root.`;

/**
 * The stages of `npm test`, in their order. `work` gives an exit code; `counts`, where a stage runs tests, reads how
 * many passed. `needs` names stages without which one makes no sense.
 */
export function stages() {
  const browser = {};
  return [
    { name: 'Chromium', work: () => findChromium(browser) },
    { name: 'Firefox', work: () => findFirefox(browser) },
    { name: 'coturn', work: () => find(ensureCoturn, noCoturn) },
    { name: 'openssl', work: () => find(ensureOpenssl, noOpenssl) },
    { name: 'network tools', work: () => find(ensureNetworkTools, noNetworkTools) },
    { name: 'format', work: () => run('prettier', ['--check', '--log-level=warn', '.']) },
    { name: 'lint', work: nx('lint') },
    { name: 'typecheck', work: nx('typecheck') },
    { name: 'build', work: nx('build') },
    { name: 'Jest', needs: ['build'], work: runJest, counts: jestCounts },
    {
      name: 'first load',
      needs: ['Chromium', 'build'],
      work: () => run('node', ['tools/first-load.mjs'], { env: browser }),
    },
    {
      name: 'Playwright',
      needs: ['Chromium', 'build'],
      work: () => runPlaywright(browser),
      counts: playwrightCounts,
    },
  ];
}

async function findChromium(browser) {
  const found = await ensureChromium();
  Object.assign(browser, found);
  return found === null ? 1 : 0;
}

/** Installing it takes rights that not everybody has: without it the rest is still worth testing, and the sum says "skipped". */
async function findFirefox(browser) {
  const found = await ensureFirefox();
  Object.assign(browser, found);
  if (found === null) loudly(noFirefox);
  return 0;
}

async function find(ensure, complaint) {
  if (!(await ensure())) loudly(complaint);
  return 0;
}

async function runJest() {
  await rm(inRoot(jestReport), { force: true });
  return run('jest', ['--json', `--outputFile=${jestReport}`], {
    env: { NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' },
  });
}

async function runPlaywright(browser) {
  await rm(inRoot(playwrightReport), { force: true });
  const config = 'apps/web-e2e/playwright.config.ts';
  return run('playwright', ['test', '-c', config, '--project=e2e', '--reporter=list,json'], {
    env: { ...browser, PLAYWRIGHT_JSON_OUTPUT_NAME: inRoot(playwrightReport) },
  });
}
