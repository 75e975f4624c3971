/* global window */
import { parseArgs } from 'node:util';
import { median, round } from './figures.mjs';
import { startBare } from './calls/bare.mjs';
import { startBrowser } from './calls/browser.mjs';
import { keepFirstFrame } from './calls/in-page.mjs';
import { startParlour } from './calls/parlour.mjs';

/**
 * `npm run bench:join [-- --times 10]`: from the click on Join to the first decoded picture of the other one, in a room of two,
 * beside a page of `RTCPeerConnection` and nothing else, in turns. `shown` is when the page shows it, by the median.
 */
const goal = 1.3;
const { values } = parseArgs({ options: { times: { type: 'string', default: '10' } } });
const times = Number(values.times);

const browser = await startBrowser({ cameraFps: 20 });
const sides = { bare: await startBare(), parlour: await startParlour() };
const guests = {};
for (const [name, side] of Object.entries(sides)) {
  const host = await browser.newPage();
  await side.open(host);
  await side.join(host);
  guests[name] = await browser.newPage({ run: keepFirstFrame });
  await side.open(guests[name]);
}

const joinings = { bare: [], parlour: [] };
const first = {};
for (let time = 0; time <= times; time += 1) {
  for (const [name, side] of Object.entries(sides)) {
    const { decodedMs, shownMs } = await joined(side, guests[name]);
    await side.leave(guests[name]);
    await quiet();
    if (time === 0)
      first[name] = round(decodedMs, 0); // code is loaded, and a sound device wakes up
    else {
      joinings[name].push({ decodedMs, shownMs });
      console.log(`${time}: ${name} ${round(decodedMs, 0)} ms, shown after ${round(shownMs, 0)} ms`);
    }
  }
}
await browser.stop();
for (const side of Object.values(sides)) await side.stop();

const decoded = (side) => joinings[side].map(({ decodedMs }) => decodedMs);
const spread = (side) => ({
  median: round(median(decoded(side)), 0),
  min: round(Math.min(...decoded(side)), 0),
  max: round(Math.max(...decoded(side)), 0),
  shown: round(median(joinings[side].map(({ shownMs }) => shownMs)), 0),
});
const ratio = round(median(decoded('parlour')) / median(decoded('bare')), 3);
const ms = { bare: spread('bare'), parlour: spread('parlour'), first };
console.log(JSON.stringify({ what: 'join', times, ratio, goal, met: ratio <= goal, ms }));

async function joined(side, page) {
  await side.join(page);
  const found = await page.waitForFunction(
    () => window.benchMarks.firstFrameAt !== null && window.benchMarks.shownAt !== null && window.benchMarks,
  );
  const { clickedAt, firstFrameAt, shownAt } = await found.jsonValue();
  return { decodedMs: firstFrameAt - clickedAt, shownMs: shownAt - clickedAt };
}

/** What the other side does when somebody has gone is not part of the next time. */
function quiet() {
  return new Promise((resolve) => setTimeout(resolve, 500));
}
