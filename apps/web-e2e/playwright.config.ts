import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import { chromiumArguments } from './chromium-arguments';

/** Debian's Chromium where there is one, as the set-up installs it; otherwise the one that Playwright brought. */
const debianChromium = '/usr/bin/chromium';
const chromium = process.env['CHROMIUM_PATH'] ?? (existsSync(debianChromium) ? debianChromium : undefined);

const port = Number(process.env['E2E_PORT'] ?? 3210);
process.env['E2E_DATA'] ??= dataFolder(); // workers read this file again, and must not make a folder each

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parlour-e2e-'));
  chmodSync(folder, 0o755); // as root, the database runs as a user who must be able to enter
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export default defineConfig({
  testDir: 'src',
  outputDir: '../../test-results/e2e',
  forbidOnly: true,
  fullyParallel: false,
  workers: 1, // three browsers with cameras fill two cores
  retries: 0, // a flaky test is a bug
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    ...devices['Desktop Chrome'],
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    // What was done, without pictures of it: taking those of six browsers in a call takes a core.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    permissions: ['camera', 'microphone'],
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [...chromiumArguments],
    },
  },
  projects: [
    { name: 'e2e', testMatch: '**/*.e2e.ts' },
    { name: 'pictures', testMatch: '**/*.pictures.ts' },
  ],
  webServer: {
    command: 'node dist/apps/api/main.js',
    cwd: join(import.meta.dirname, '../..'),
    url: `http://localhost:${port}/api/health/ready`,
    env: { PORT: String(port), DATA_FOLDER: process.env['E2E_DATA'], LOG_LEVEL: 'warn' },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    stdout: 'pipe',
  },
});
