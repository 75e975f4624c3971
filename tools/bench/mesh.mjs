import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { startBare } from './calls/bare.mjs';
import { startBrowser } from './calls/browser.mjs';
import { fixCamera, keepConnections, readFlow } from './calls/in-page.mjs';
import { startParlour } from './calls/parlour.mjs';
import { median, percentile, round, verdict } from './figures.mjs';

/**
 * `npm run bench:mesh [-- --from 2 --to 6 --seconds 10]`: calls of two to six people, all on this machine, beside a bare mesh of the
 * same size: what they cost, and what arrives.
 */
const camera = { width: 640, height: 480, frameRate: 15 };
const cpuGoal = 1.25;
const framesGoal = 0.9;
/** Until the estimates of the bandwidth have found out how much there is. */
const warmUpMs = 8_000;

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '2' },
    to: { type: 'string', default: '6' },
    seconds: { type: 'string', default: '10' },
  },
});
const [from, to, seconds] = [values.from, values.to, values.seconds].map(Number);

const sides = { bare: await startBare(), parlour: await startParlour() };
const sizes = {};
for (let size = from; size <= to; size += 1) {
  const measured = {};
  for (const [name, side] of Object.entries(sides)) {
    measured[name] = await measure(side, size);
    console.log(`${size} people, ${name}: ${JSON.stringify(measured[name])}`);
  }
  sizes[size] = compared(measured);
}
for (const side of Object.values(sides)) await side.stop();
const all = Object.values(sizes).flatMap(({ cpuRatio, framesRatio }) => [cpuRatio, framesRatio]);
const goal = { cpuRatio: cpuGoal, framesRatio: framesGoal };
console.log(JSON.stringify({ what: 'mesh', camera, seconds, goal, met: all.every(({ met }) => met), sizes }));

/** @returns `{ cores, fps, worstFps, height, sentKbits }`: processor cores used, and what arrives in the tiles. */
async function measure(side, size) {
  const browser = await startBrowser({ cameraFps: camera.frameRate });
  const pages = [];
  for (let person = 0; person < size; person += 1) {
    const page = await browser.newPage({ run: keepConnections }, { run: fixCamera, given: camera });
    await side.open(page);
    pages.push(page);
  }
  for (const page of pages) await side.join(page);
  await Promise.all(pages.map((page) => everybodyArrives(page, size - 1)));
  await passed(warmUpMs);
  const before = await reading(browser, pages);
  await passed(seconds * 1_000);
  const after = await reading(browser, pages);
  await browser.stop();
  await side.forget();
  return difference(before, after);
}

async function reading(browser, pages) {
  const at = performance.now();
  const cpuSeconds = await browser.cpuSeconds();
  return { at, cpuSeconds, flows: await Promise.all(pages.map((page) => page.evaluate(readFlow))) };
}

function difference(before, after) {
  const elapsed = (after.at - before.at) / 1_000;
  const tiles = after.flows.flatMap((flow, person) =>
    flow.tiles.map(({ id, frames, height }) => {
      const earlier = before.flows[person].tiles.find((tile) => tile.id === id);
      return { fps: (frames - (earlier?.frames ?? 0)) / elapsed, height };
    }),
  );
  const sent = after.flows.map(({ sentBytes }, person) => sentBytes - before.flows[person].sentBytes);
  const fps = tiles.map((tile) => tile.fps);
  return {
    cores: after.cpuSeconds === null ? null : round((after.cpuSeconds - before.cpuSeconds) / elapsed, 2),
    fps: round(median(fps), 1),
    worstFps: round(percentile(fps, 0), 1),
    height: median(tiles.map(({ height }) => height)),
    sentKbits: round((median(sent) * 8) / elapsed / 1_000, 0),
  };
}

function compared({ bare, parlour }) {
  const cpuRatio = bare.cores === null ? null : round(parlour.cores / bare.cores, 3);
  return {
    cpuRatio: verdict('max', cpuRatio, cpuGoal),
    framesRatio: verdict('min', round(parlour.fps / bare.fps, 3), framesGoal),
    bare,
    parlour,
  };
}

/** Waits until that many pictures of others are decoded. */
async function everybodyArrives(page, others) {
  for (let tries = 0; (await page.evaluate(readFlow)).tiles.length < others; tries += 1) {
    if (tries > 120) throw new Error('Somebody is not seen by everybody after a minute');
    await passed(500);
  }
}

function passed(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
