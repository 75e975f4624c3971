import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig, devices } from '@playwright/test';

/** Debian's Chromium where there is one, as the set-up installs it; otherwise the one that Playwright brought. */
const debianChromium = '/usr/bin/chromium';
const chromium = process.env['CHROMIUM_PATH'] ?? (existsSync(debianChromium) ? debianChromium : undefined);

const port = Number(process.env['E2E_PORT'] ?? 3210);
const data = process.env['E2E_DATA'] ?? mkdtempSync(join(tmpdir(), 'parlour-e2e-'));
process.env['E2E_DATA'] = data; // workers read this file again, and must not make a folder each

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
    trace: 'retain-on-failure',
    permissions: ['camera', 'microphone'],
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [
        '--headless=new',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        '--allow-loopback-in-peer-connection',
      ],
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
    env: { PORT: String(port), DATA_FOLDER: data, LOG_LEVEL: 'warn' },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    stdout: 'pipe',
  },
});
