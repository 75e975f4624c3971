import { chromium } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { ensureChromium } from './browsers.mjs';
import { fail, inRoot } from './project.mjs';

/** What a person on a slow phone waits for before the sign-in page stands: scripts and styles, compressed. */
const budgetBytes = 150_000;
const page = '/sign-in';
const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

const web = inRoot('dist/apps/web/browser');

/** `npm run size`: opens the sign-in page of the production build in Chromium and weighs what it fetched. */
const browserEnvironment = (await ensureChromium()) ?? fail('Weighing the first load needs Chromium.');
const server = await serveBuild();
const files = await fetchedBy(`http://127.0.0.1:${server.address().port}${page}`);
server.close();
report(files);

/** The built files, index.html for every page, and "not signed in" for the API. */
async function serveBuild() {
  const server = createServer(async ({ url = '/' }, response) => {
    if (url.startsWith('/api/')) return response.writeHead(401).end();
    const path = extname(url) === '' ? 'index.html' : new URL(url, 'http://host').pathname;
    const body = await readFile(join(web, path)).catch(() => null);
    response.writeHead(body === null ? 404 : 200, { 'content-type': types[extname(path)] ?? '' }).end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** @returns every script and style as `{ name, bytes: Buffer }`, in the order of its arrival */
async function fetchedBy(url) {
  const executablePath = browserEnvironment.CHROMIUM_PATH;
  const browser = await chromium.launch({
    args: ['--no-sandbox'],
    ...(executablePath ? { executablePath } : {}),
  });
  try {
    const tab = await browser.newPage();
    const loads = [];
    tab.on('response', (response) => {
      if (['script', 'stylesheet'].includes(response.request().resourceType())) loads.push(weigh(response));
    });
    await tab.goto(url, { waitUntil: 'networkidle' });
    await tab.locator('input[type=password]').waitFor();
    return await Promise.all(loads);
  } finally {
    await browser.close();
  }
}

async function weigh(response) {
  return { name: new URL(response.url()).pathname.slice(1), bytes: await response.body() };
}

function report(files) {
  const rows = files.map(({ name, bytes }) => ({
    name,
    raw: bytes.length,
    gzip: gzipSync(bytes).length,
    brotli: brotliCompressSync(bytes).length,
  }));
  const sum = (column) => rows.reduce((total, row) => total + row[column], 0);
  const line = ({ name, raw, gzip, brotli }) =>
    `${name.padEnd(32)}${[raw, gzip, brotli].map((bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(12)).join('')}`;
  console.log(
    `${'First load of the sign-in page'.padEnd(32)}${['raw', 'gzip', 'brotli'].map((word) => word.padStart(12)).join('')}`,
  );
  for (const row of rows) console.log(line(row));
  console.log(line({ name: 'together', raw: sum('raw'), gzip: sum('gzip'), brotli: sum('brotli') }));
  if (rows.length === 0) fail('Nothing was loaded: is it built?');
  if (sum('gzip') > budgetBytes) fail(`That is more than ${budgetBytes / 1000} kB in gzip.`);
}
