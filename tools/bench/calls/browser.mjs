import { chromium } from '@playwright/test';
import { readdir, readFile } from 'node:fs/promises';
import { chromiumArguments } from '../../../apps/web-e2e/chromium-arguments.ts';
import { ensureChromium } from '../../browsers.mjs';
import { fail } from '../../project.mjs';

/**
 * One Chromium for everybody, each in a context of their own, and what it costs. Its fake camera moves, and delivers this
 * many pictures a second.
 */
export async function startBrowser({ cameraFps }) {
  const environment = (await ensureChromium()) ?? fail('This benchmark needs Chromium.');
  const server = await chromium.launchServer({
    ...(environment.CHROMIUM_PATH && { executablePath: environment.CHROMIUM_PATH }),
    args: [...chromiumArguments, `--use-fake-device-for-media-stream=fps=${cameraFps}`],
  });
  const browser = await chromium.connect(server.wsEndpoint());
  return {
    async newPage(...scripts) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 720 },
        locale: 'en-GB',
        permissions: ['camera', 'microphone'],
      });
      const page = await context.newPage();
      for (const { run, given } of scripts) await page.addInitScript(run, given);
      return page;
    },
    cpuSeconds: () => cpuSecondsOf(server.process().pid),
    async stop() {
      await browser.close();
      await server.close();
    },
  };
}

/** Of Linux, on every architecture that Node runs on. */
const ticksPerSecond = 100;

/** Of a process and all that descend from it and live. @returns null elsewhere than on Linux. */
async function cpuSecondsOf(root) {
  if (process.platform !== 'linux') return null;
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const all = (await Promise.all(numbers.map(timesOf))).filter((times) => times !== null);
  const parents = new Map(all.map(({ pid, parent }) => [pid, parent]));
  const descends = (pid) => pid === root || (parents.has(pid) && descends(parents.get(pid)));
  const own = all.filter(({ pid }) => descends(pid));
  return own.reduce((sum, { ticks }) => sum + ticks, 0) / ticksPerSecond;
}

/** proc(5): the fields behind the name of the program, which may hold anything. */
async function timesOf(name) {
  const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { pid: Number(name), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
}
