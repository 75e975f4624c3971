import {
  type Coturn,
  isCoturnInstalled,
  startCoturn,
  turnCredentials,
  type TurnCredentials,
} from '@parlour/coturn';
import { expect, test, type Page } from '@playwright/test';
import { expectReceives } from './support/flow';
import { part, Person } from './support/person';
import { Server } from './support/server';

const hourMs = 3_600_000;

/** Of each connected pair of a page: by which kind of candidate it goes, on our side and on theirs. */
const waysOf = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const ways: string[] = [];
    for (const connection of window.observedPeerConnections) {
      if (connection.connectionState !== 'connected') continue;
      const stats = await connection.getStats();
      for (const report of stats.values()) {
        if (report.type !== 'transport') continue;
        const pair = stats.get(report.selectedCandidatePairId ?? '');
        const ends = [stats.get(pair?.localCandidateId), stats.get(pair?.remoteCandidateId)];
        ways.push(ends.map((end) => end?.candidateType).join(' to '));
      }
    }
    return ways;
  });

/** What a browser gets from a relay with these credentials: `relay` for each candidate, and the code of each refusal. */
const askRelay = (page: Page, urls: readonly string[], credentials: TurnCredentials): Promise<string[]> =>
  page.evaluate(
    async ({ iceServer }) => {
      const connection = new RTCPeerConnection({ iceServers: [iceServer], iceTransportPolicy: 'relay' });
      const answers: string[] = [];
      connection.addEventListener('icecandidateerror', ({ errorCode }) => answers.push(String(errorCode)));
      const gathered = new Promise<void>((resolve) => {
        connection.addEventListener('icecandidate', ({ candidate }) => {
          if (candidate?.type) answers.push(candidate.type);
          if (candidate === null) resolve();
        });
      });
      connection.createDataChannel('');
      await connection.setLocalDescription();
      await gathered;
      connection.close();
      return [...new Set(answers)];
    },
    { iceServer: { urls: [...urls], ...credentials } },
  );

test.describe('calls by way of a relay only', () => {
  test.skip(!isCoturnInstalled(), 'NO COTURN HERE: install coturn, or set COTURN_PATH');
  let relay: Coturn;
  let server: Server;

  test.beforeAll(async () => {
    relay = await startCoturn();
    server = await Server.start({ TURN_URLS: relay.urls.join(','), TURN_SECRET: relay.secret });
  });
  test.afterAll(async () => {
    await server?.stop();
    await relay?.stop();
  });

  test('two people who hide their addresses see and hear each other', async ({ browser }) => {
    const [anna, ben] = [
      await Person.arrive(browser, 'anna', { baseURL: server.url }),
      await Person.arrive(browser, 'ben', { baseURL: server.url }),
    ];
    for (const person of [anna, ben]) await person.signUp();
    await ben.joinRoom(await anna.createRoom('Hidden'));
    for (const { page } of [anna, ben]) {
      await page.getByRole('button', { name: 'Devices', exact: true }).click();
      const hide = page
        .getByRole('dialog', { name: 'Devices' })
        .getByRole('switch', { name: 'Hide my address' });
      await hide.click();
      await expect(hide).toBeChecked();
      await page.keyboard.press('Escape');
    }
    for (const person of [anna, ben]) await person.joinCall();
    for (const [to, from] of [
      [anna, ben],
      [ben, anna],
    ] as const) {
      await expectReceives(to, from);
      expect(await waysOf(to.page)).toEqual(['relay to relay']);
    }
    await part(anna, ben);
  });

  test('credentials that have expired, are forged, or name another: the relay refuses them with 401', async ({
    page,
  }) => {
    await page.goto(`${server.url}/sign-in`);
    const soon = new Date(Date.now() + hourMs);
    const good = turnCredentials(relay.secret, 'anna', soon);
    expect(await askRelay(page, relay.urls, good)).toEqual(['relay']);
    const refused = {
      expired: turnCredentials(relay.secret, 'anna', new Date(Date.now() - hourMs)),
      forged: turnCredentials('a guess', 'anna', soon),
      "another's name": { ...good, username: good.username.replace('anna', 'ben') },
      'prolonged by their owner': {
        ...good,
        username: turnCredentials('', 'anna', new Date(Date.now() + 24 * hourMs)).username,
      },
    };
    for (const [what, credentials] of Object.entries(refused)) {
      expect(await askRelay(page, relay.urls, credentials), what).toEqual(['401']);
    }
  });
});
