import { expect, test, type Locator } from '@playwright/test';
import { isCoturnInstalled, startCoturn, turnCredentials, type Coturn } from '@parlour/coturn';
import { openPeerConnections } from './support/media';
import { part, Person } from './support/person';
import { Server } from './support/server';

const devices = { secure: 'passed', microphone: 'passed', camera: 'passed', speaker: 'passed' };

const summaryOf = ({ page }: Person): Locator => page.locator('[data-check-summary]');
const checkOf = ({ page }: Person, name: string): Locator => page.locator(`[data-check="${name}"]`);

async function openCheck(person: Person): Promise<void> {
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
  expect(await openPeerConnections(anna.page)).toBe(0);
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
      await expect(checkOf(anna, 'loopback')).toContainText('through the relay');
      await expect(summaryOf(anna)).toContainText('All well');
      expect(await openPeerConnections(anna.page)).toBe(0);

      await anna.page.getByRole('button', { name: 'Copy the report' }).click();
      await expect(anna.page.getByText('The report is copied')).toBeVisible();
      const report = await anna.page.evaluate(() => navigator.clipboard.readText());
      expect(report).toMatch(/^loopback: +passed \(relayed, ms \d+, roundTripMs \d+\)$/m);
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
    expect(await openPeerConnections(anna.page)).toBe(0);
    await part(anna);
  });
});

test('a microphone that is refused is told with what to do, in English and in German', async ({
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
  await expect(checkOf(anna, 'microphone')).toContainText('To allow it');
  await anna.openAccountMenu();
  await anna.page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
  await expect(checkOf(anna, 'microphone')).toContainText('Das Mikrofon ist gesperrt.');
  await part(anna);
});
