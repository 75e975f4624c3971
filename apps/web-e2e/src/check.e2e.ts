import { expect, test, type Locator } from '@playwright/test';
import {
  type Certificate,
  type Coturn,
  isCoturnInstalled,
  isOpensslInstalled,
  makeCertificate,
  startCoturn,
  turnCredentials,
} from '@parlour/coturn';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectAllEnded, keepWhatIsTold, receivedBy } from './support/call-with-oneself';
import { part, Person } from './support/person';
import { Server } from './support/server';

const devices = { secure: 'passed', microphone: 'passed', camera: 'passed', speaker: 'passed' };

const summaryOf = ({ page }: Person): Locator => page.locator('[data-check-summary]');
const checkOf = ({ page }: Person, name: string): Locator => page.locator(`[data-check="${name}"]`);

async function openCheck(person: Person): Promise<void> {
  await person.page.addInitScript(keepWhatIsTold);
  await person.page.reload();
  await person.openAccountMenu();
  await person.page.getByRole('menuitem', { name: 'Check my calls' }).click();
  await expect(person.page.getByRole('heading', { name: 'Check my calls' })).toBeVisible();
}

/** All of it by the one button, and the person hears the sound. */
async function checkAll(person: Person): Promise<void> {
  const { page } = person;
  await page.getByRole('button', { name: /Start the check|Check again/ }).click();
  await page.getByRole('button', { name: 'Yes' }).click({ timeout: 40_000 });
  await expect(summaryOf(person)).toHaveAttribute('data-kind', 'done', { timeout: 40_000 });
}

async function expectLooks(person: Person, looks: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, look] of Object.entries(looks))
    await expect(checkOf(person, name), name).toHaveAttribute('data-look', look);
}

/** By the browser's own count: the pictures that the other end decoded, and the sound that came to it. */
async function expectReceived({ page }: Person, way: RegExp): Promise<void> {
  const received = await receivedBy(page);
  expect(received?.framesDecoded).toBeGreaterThanOrEqual(10);
  expect(received?.soundPackets).toBeGreaterThanOrEqual(25);
  expect(received?.way).toMatch(way);
}

async function reportOf({ page }: Person): Promise<string> {
  await page.getByRole('button', { name: 'Copy the report' }).click();
  await expect(page.getByText('The report is copied')).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Somebody who has signed up at that server. */
async function arriveAt(
  server: Server,
  browser: Parameters<typeof Person.arrive>[0],
  name: string,
): Promise<Person> {
  const person = await Person.arrive(browser, name, {
    baseURL: server.url,
    permissions: ['camera', 'microphone', 'clipboard-read', 'clipboard-write'],
  });
  await person.signUp();
  return person;
}

test('a server without STUN and TURN: devices and connection are checked, and what is lacking is said', async ({
  browser,
}) => {
  const anna = await Person.arrive(browser, 'anna');
  await anna.signUp();
  await openCheck(anna);
  await checkAll(anna);
  await expectLooks(anna, { ...devices, socket: 'passed', stun: 'skipped', relay: 'skipped' });
  await expectLooks(anna, { loopback: 'passed' });
  await expect(checkOf(anna, 'stun')).toContainText('STUN_URLS');
  await expect(checkOf(anna, 'relay')).toContainText('TURN_URLS and TURN_SECRET');
  await expect(checkOf(anna, 'loopback')).toContainText('there is no relay');
  await expectReceived(anna, /^(host|prflx)$/);
  await expectAllEnded(anna.page);
  await part(anna);
});

test.describe('with a relay', () => {
  test.skip(!isCoturnInstalled(), 'NO COTURN HERE: install coturn, or set COTURN_PATH');
  let relay: Coturn;

  test.beforeAll(async () => {
    relay = await startCoturn();
  });
  test.afterAll(() => relay.stop());

  test('a call with oneself goes through it, and the report names no secret', async ({ browser }) => {
    const server = await Server.start({
      STUN_URLS: relay.stunUrl,
      TURN_URLS: relay.urls.join(','),
      TURN_SECRET: relay.secret,
    });
    try {
      const anna = await arriveAt(server, browser, 'anna');
      await openCheck(anna);
      await checkAll(anna);
      await expectLooks(anna, { ...devices, socket: 'passed', stun: 'passed' });
      await expectLooks(anna, { relay: 'passed', loopback: 'passed' });
      await expect(checkOf(anna, 'loopback')).toContainText('pictures and sound came through the relay');
      await expect(summaryOf(anna)).toContainText('All well');
      await expectReceived(anna, /^relay by (udp|tcp)$/);
      await expectAllEnded(anna.page);

      const report = await reportOf(anna);
      expect(report).toMatch(
        /^loopback: +passed \(relayed, ms \d+, roundTripMs \d+, pictures camera, frames/m,
      );
      expect(report).toMatch(/^loopback: .*frames [1-9]\d+, sound microphone, soundPackets [1-9]\d+\)$/m);
      for (const secret of [relay.secret, 'turn:', '127.0.0.1', anna.username])
        expect(report).not.toContain(secret);
      await part(anna);
    } finally {
      await server.stop();
    }
  });

  test('credentials that are forged or too old, and a relay that is down, are told apart', async ({
    browser,
  }) => {
    const anna = await Person.arrive(browser, 'anna');
    await anna.signUp();
    await openCheck(anna);
    const inAnHour = new Date(Date.now() + 3_600_000);
    const forged = turnCredentials('not the secret of it', anna.username, inAnHour);
    const expired = turnCredentials(relay.secret, anna.username, new Date(Date.now() - 60_000));
    const nobody = ['turn:127.0.0.1:9?transport=udp']; // "discard": nobody listens there
    for (const [iceServer, words] of [
      [{ urls: relay.urls, ...forged }, 'refuses the credentials'],
      [{ urls: relay.urls, ...expired }, 'refuses the credentials'],
      [{ urls: nobody, ...forged }, 'does not answer'],
    ] as const) {
      const body = JSON.stringify({ iceServers: [iceServer], expiresAt: inAnHour.toISOString() });
      const takeBack = await anna.page.route('**/api/ice-servers', (route) =>
        route.fulfill({ contentType: 'application/json', body }),
      );
      await checkAll(anna);
      await expectLooks(anna, { ...devices, relay: 'failed', loopback: 'skipped' });
      await expect(checkOf(anna, 'relay')).toContainText(words);
      await takeBack.dispose();
    }
    await expectAllEnded(anna.page);
    await part(anna);
  });
});

test.describe('with a relay that speaks TLS', () => {
  test.skip(!isCoturnInstalled(), 'NO COTURN HERE: install coturn, or set COTURN_PATH');
  test.skip(!isOpensslInstalled(), 'NO OPENSSL HERE: install openssl');
  let folder: string;
  let certificate: Certificate;
  let relay: Coturn;
  let server: Server;

  test.beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parlour-certificate-'));
    certificate = await makeCertificate(folder);
    relay = await startCoturn({ certificate });
    server = await Server.start({
      TURN_URLS: relay.secureUrl ?? '',
      TURN_SECRET: relay.secret,
      NODE_EXTRA_CA_CERTS: certificate.certificateFile,
    });
  });
  test.afterAll(async () => {
    await server?.stop();
    await relay?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('a call with oneself goes through it, by TLS', async ({ playwright, launchOptions }) => {
    const trusting = await playwright.chromium.launch({
      ...launchOptions,
      args: [
        ...(launchOptions.args ?? []),
        `--ignore-certificate-errors-spki-list=${certificate.publicKeyHash}`, // this key, and no other
      ],
    });
    try {
      const anna = await arriveAt(server, trusting, 'anna');
      await openCheck(anna);
      await checkAll(anna);
      await expectLooks(anna, { ...devices, socket: 'passed', relay: 'passed', loopback: 'passed' });
      await expectReceived(anna, /^relay by tls$/);
      await expectAllEnded(anna.page);
      expect(await reportOf(anna)).toMatch(/^relay: +passed \(found, ms \d+, protocol tls\)$/m);
      await part(anna);
    } finally {
      await trusting.close();
    }
  });

  test('a browser that does not trust its certificate is let in nowhere', async ({ browser }) => {
    const anna = await arriveAt(server, browser, 'anna');
    await openCheck(anna);
    await checkAll(anna);
    await expectLooks(anna, { ...devices, relay: 'failed', loopback: 'skipped' });
    await expectAllEnded(anna.page);
    await part(anna);
  });
});

test('a microphone that is refused is told with what to do, in English and in German, and the network tried all the same', async ({
  browser,
}) => {
  const anna = await Person.arrive(browser, 'anna', { permissions: [] });
  await anna.page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('refused by the test', 'NotAllowedError'));
  });
  await anna.signUp();
  await openCheck(anna);
  await checkAll(anna);
  await expectLooks(anna, { microphone: 'failed', camera: 'failed', loopback: 'passed' });
  await expectReceived(anna, /^(host|prflx)$/); // of a drawn picture, and of a tone
  await expectAllEnded(anna.page);
  await expect(checkOf(anna, 'microphone')).toContainText('To allow it');
  await anna.openAccountMenu();
  await anna.page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
  await expect(checkOf(anna, 'microphone')).toContainText('Das Mikrofon ist gesperrt.');
  await part(anna);
});
