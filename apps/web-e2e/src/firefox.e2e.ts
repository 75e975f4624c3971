import { expect, test } from '@playwright/test';
import { isCoturnInstalled, startCoturn } from '@parlour/coturn';
import { type Browser, type Page } from 'puppeteer-core';
import { firefoxPath, launchFirefox, newFirefoxPage } from './support/firefox';
import { expectFlow } from './support/flow';
import { inboundFrom, readInbound } from './support/media';
import { waitForPictures } from './support/patience';
import { password, Person } from './support/person';
import { Server } from './support/server';

const press = (page: Page, name: string): Promise<void> => page.locator(`::-p-aria(${name})`).click();

const write = (page: Page, name: string, text: string): Promise<void> =>
  page.locator(`::-p-aria([name="${name}"][role="textbox"])`).fill(text);

/** Signs up at that server, through the screens. */
async function signUp(page: Page, baseUrl: string): Promise<string> {
  const username = `ben_ff_${Date.now().toString(36).slice(-6)}`;
  await page.goto(`${baseUrl}/sign-up`);
  await write(page, 'Username', username);
  await write(page, 'E-mail', `${username}@example.org`);
  await page.locator('input[autocomplete="new-password"]').fill(password);
  await press(page, 'Create account');
  return username;
}

interface Received {
  readonly codec: string | null;
  readonly framesDecoded: number;
}

/** Runs in the page: what the media section of that name brings, on the one connection that is open. */
async function readSlot(mid: string): Promise<Received> {
  const open = window.observedPeerConnections.find(({ connectionState }) => connectionState === 'connected');
  const reports = [...((await open?.getStats())?.values() ?? [])];
  const inbound = reports.find((report) => report.type === 'inbound-rtp' && report.mid === mid);
  const codec = reports.find(({ id }) => id === inbound?.codecId);
  return { codec: codec?.mimeType ?? null, framesDecoded: inbound?.framesDecoded ?? 0 };
}

/** The slots stand in this order at first contact (libs/webrtc, slots.ts). */
const cameraMid = '1';
const screenMid = '2';

test.describe('Firefox beside Chromium', () => {
  test.skip(!firefoxPath, 'NO FIREFOX HERE: install firefox-esr, or set FIREFOX_PATH');
  let firefox: Browser;

  test.beforeAll(async () => {
    firefox = await launchFirefox(firefoxPath ?? '');
  });
  test.afterAll(() => firefox.close());

  test('a call: frames and sound both ways, in VP8, and a screen that Chromium shares', async ({
    browser,
    baseURL,
  }) => {
    const anna = await Person.arrive(browser, 'anna');
    await anna.signUp();
    const page = await newFirefoxPage(firefox);
    await page.evaluateOnNewDocument(waitForPictures);
    const ben = await signUp(page, baseURL ?? '');

    await test.step('the two become friends, and Chromium calls', async () => {
      await press(page, 'Add a friend');
      await write(page, 'Find somebody by username', anna.username);
      await press(page, `Add ${anna.username} as a friend`);
      await anna.page.getByRole('button', { name: `Accept the request of ${ben}` }).click();
      await anna.page
        .getByRole('button', { name: `Video call with ${ben}` })
        .first()
        .click();
      await press(page, 'With video');
    });

    await test.step('Firefox shows who has come with their first picture', async () => {
      await page.locator(`[data-participant-id][data-username="${anna.username}"]`).wait();
    });

    await test.step('faces and voices flow both ways, in what costs both the least', async () => {
      await expectFlow(() => inboundFrom(anna.page, ben), 'Chromium receives Firefox');
      await expectFlow(() => page.evaluate(readInbound, anna.username), 'Firefox receives Chromium');
      expect((await anna.page.evaluate(readSlot, cameraMid)).codec).toBe('video/VP8');
      expect((await page.evaluate(readSlot, cameraMid)).codec).toBe('video/VP8');
    });

    await test.step('a shared screen takes the slot that was kept for it, and the camera goes on', async () => {
      await anna.page.getByRole('button', { name: 'Share screen' }).click();
      await expect
        .poll(async () => (await page.evaluate(readSlot, screenMid)).framesDecoded, {
          message: 'Firefox receives the screen',
        })
        .toBeGreaterThan(5);
      expect((await page.evaluate(readSlot, screenMid)).codec).toMatch(/^video\/VP[89]$/);
      await expectFlow(() => inboundFrom(anna.page, ben), 'Chromium still receives Firefox');
      await anna.page.getByRole('button', { name: 'Stop sharing' }).first().click();
      expect(await anna.page.evaluate(() => window.observedPeerConnections.length)).toBe(1);
      expect(await page.evaluate(() => window.observedPeerConnections.length)).toBe(1);
    });

    await press(page, 'Leave call');
    await expect(anna.leaveCallButton).toHaveCount(0);
    expect(anna.complaints).toEqual([]);
    await anna.context.close();
    await page.close();
  });

  test('the self-test, with a relay', async () => {
    test.skip(!isCoturnInstalled(), 'NO COTURN HERE: install coturn, or set COTURN_PATH');
    const relay = await startCoturn();
    const server = await Server.start({ TURN_URLS: relay.urls.join(','), TURN_SECRET: relay.secret });
    try {
      const page = await newFirefoxPage(firefox);
      await signUp(page, server.url);
      await page.locator('::-p-aria(Add a friend)').wait();
      await page.goto(`${server.url}/check`);
      await press(page, 'Start the check');
      // Without a sound card Firefox starts no AudioContext: what is heard is tried in Chromium.
      const wanted = ['secure', 'camera', 'socket', 'stun', 'relay', 'loopback'];
      const looks = (): Promise<Record<string, string>> =>
        page.$$eval('[data-check]', (rows) =>
          Object.fromEntries(
            rows.map((row) => [row.getAttribute('data-check') ?? '', row.getAttribute('data-look') ?? '']),
          ),
        );
      await expect
        .poll(looks, { timeout: 40_000 })
        .toMatchObject(Object.fromEntries(wanted.map((check) => [check, 'passed'])));
      await page.close();
    } finally {
      await server.stop();
      await relay.stop();
    }
  });
});
