import { rm } from 'node:fs/promises';
import { ensureChromium } from './chromium.mjs';
import { inRoot } from './project.mjs';
import { run } from './run.mjs';
import { jestCounts, jestReport, playwrightCounts, playwrightReport } from './test-counts.mjs';

const nx = (target) => () => run('nx', ['run-many', '-t', target, '--outputStyle=static']);

/**
 * The stages of `npm test`, in their order. `work` gives an exit code; `counts`, where a stage runs tests, reads how
 * many passed. `needs` names stages without which one makes no sense.
 */
export function stages() {
  const browser = {};
  return [
    { name: 'Chromium', work: () => findBrowser(browser) },
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

async function findBrowser(browser) {
  const found = await ensureChromium();
  Object.assign(browser, found);
  return found === null ? 1 : 0;
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
