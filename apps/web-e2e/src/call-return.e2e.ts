import { chromium, expect, test } from '@playwright/test';
import { CrashingTab } from './support/crash';
import { expectFlow, expectFlowBetween } from './support/flow';
import { inboundFrom, tileOf } from './support/media';
import { meetInRoom, part, Person } from './support/person';
import { Server } from './support/server';

const rejoinButton = (person: Person) => person.page.getByRole('button', { name: 'Rejoin call' });

/** By whose seat it is, whatever happens to the connection. */
const participantId = (viewer: Person, of: { readonly username: string }): Promise<string | null> =>
  tileOf(viewer.page, of.username).getAttribute('data-participant-id');

declare global {
  interface Window {
    reactionsSeen: string[];
  }
}

/** They are gone after four seconds: what floated is written down. */
const keepReactions = (person: Person): Promise<void> =>
  person.page.locator('parlour-reactions').evaluate((stage) => {
    window.reactionsSeen = [];
    new MutationObserver((changes) => {
      for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
        const emoji = node instanceof Element ? node.querySelector('.emoji')?.textContent : null;
        if (emoji) window.reactionsSeen.push(emoji);
      }
    }).observe(stage, { childList: true });
  });

const reactionsSeen = (person: Person): Promise<string[]> => person.page.evaluate(() => window.reactionsSeen);

/** In the call of a new room. @returns its path. */
async function call(host: Person, ...guests: Person[]): Promise<string> {
  const path = await meetInRoom('Lunch', host, ...guests);
  for (const person of [host, ...guests]) await person.joinCall();
  return path;
}

test.describe('a call that one comes back to', () => {
  test('after a reload with one click: the same participant, muted as before, and the others were told nothing', async ({
    browser,
  }) => {
    const anna = await Person.arrive(browser, 'anna');
    const ben = await Person.arrive(browser, 'ben');
    await call(anna, ben);
    await expectFlowBetween(anna, ben);
    await anna.page.getByRole('button', { name: 'Microphone' }).click();
    await expect(ben.tile(anna).getByText('muted')).toBeAttached();
    const before = await participantId(ben, anna);

    await anna.page.reload();
    await rejoinButton(anna).click();
    await expect(anna.leaveCallButton).toBeVisible();
    await expect(anna.page.getByRole('button', { name: 'Microphone' })).toHaveAttribute(
      'aria-pressed',
      'false',
    );
    await expect(anna.page.getByRole('button', { name: 'Camera', exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    expect(await participantId(ben, anna)).toBe(before);
    await expectFlow(() => inboundFrom(anna.page, ben.username), 'anna receives ben');
    const start = await inboundFrom(ben.page, anna.username);
    await expect
      .poll(async () => (await inboundFrom(ben.page, anna.username)).framesDecoded)
      .toBeGreaterThan(start.framesDecoded + 5);
    await expect(ben.tile(anna).getByText('muted')).toBeAttached();

    await anna.page.getByRole('button', { name: 'Microphone' }).click();
    await expectFlowBetween(anna, ben);
    await part(anna, ben);
  });

  test('from another page too, also when the seat is given away; and not when one has left', async ({
    browser,
  }) => {
    const anna = await Person.arrive(browser, 'anna');
    const ben = await Person.arrive(browser, 'ben');
    await call(anna, ben);
    await anna.page.reload();
    await anna.page.getByRole('navigation').getByRole('link', { name: 'Home' }).first().click();
    await expect(anna.page.getByText('You were in the call of “Lunch”.')).toBeVisible();
    await expect(ben.tile(anna)).toHaveCount(0, { timeout: 20_000 }); // the lease is over
    await rejoinButton(anna).click();
    await expect(ben.tile(anna)).toBeVisible();
    await anna.page.getByRole('link', { name: 'Lunch' }).first().click();
    await expectFlowBetween(anna, ben);

    await anna.leaveCallButton.click();
    await anna.page.reload();
    await expect(anna.joinCallButton).toBeVisible();
    await expect(rejoinButton(anna)).toHaveCount(0);
    await part(anna, ben);
  });

  test('after the crash of a tab', async ({ browser, baseURL, launchOptions }) => {
    const ben = await Person.arrive(browser, 'ben');
    const room = await call(ben);
    const anna = await CrashingTab.open(launchOptions, `${baseURL}`, room);
    try {
      await expectFlow(() => anna.inboundFrom(ben.username), 'anna receives ben');
      await anna.crash();
      await anna.reload();
      await anna.press('Rejoin call');
      await expectFlow(() => anna.inboundFrom(ben.username), 'anna receives ben again');
      await expect(tileOf(ben.page, anna.username)).toHaveCount(1);
      await expectFlow(() => inboundFrom(ben.page, anna.username), 'ben receives anna again');
    } finally {
      await anna.close();
    }
    await part(ben);
  });

  for (const [name, sleepMs] of [
    ['short, with the seat still one’s own', 12_000],
    ['long, with the seat given away', 35_000],
  ] as const)
    test(`after a sleep of the machine that was ${name}`, async ({ browser, baseURL, launchOptions }) => {
      const laptop = await chromium.launchServer({ ...launchOptions, headless: true });
      const pid = laptop.process().pid ?? 0;
      const sleeper = await chromium.connect(laptop.wsEndpoint());
      const options = { baseURL: `${baseURL}`, permissions: ['camera', 'microphone'], locale: 'en-GB' };
      const ben = await Person.arrive(browser, 'ben');
      const anna = await Person.arrive(sleeper, 'anna', options);
      await call(ben, anna);
      await expectFlowBetween(anna, ben);
      process.kill(-pid, 'SIGSTOP'); // all processes of that browser
      await new Promise((resolve) => setTimeout(resolve, sleepMs));
      process.kill(-pid, 'SIGCONT');
      await expectFlowBetween(anna, ben);
      await expect(anna.page.getByText('your call goes on')).toHaveCount(0);
      expect(await anna.page.locator('[data-participant-id]').count()).toBe(2);
      expect(await ben.page.locator('[data-participant-id]').count()).toBe(2);
      await part(anna, ben);
      await laptop.close();
    });
});

test.describe('what one says in a call without a word', () => {
  test('hands are in their order for all, also for a server that was killed; reactions float', async ({
    browser,
  }) => {
    const server = await Server.start();
    const options = { baseURL: server.url };
    const anna = await Person.arrive(browser, 'anna', options);
    const ben = await Person.arrive(browser, 'ben', options);
    await call(anna, ben);
    const turns = (person: Person) =>
      person.page.getByRole('list', { name: 'Raised hands' }).getByRole('listitem');
    await ben.page.getByRole('button', { name: 'Raise hand' }).click();
    await expect(turns(anna)).toHaveText([ben.username]);
    await anna.page.getByRole('button', { name: 'Raise hand' }).click();
    await expect(turns(ben)).toHaveText(['You', anna.username]);
    await expect(turns(anna)).toHaveText([ben.username, 'You']);

    for (const person of [anna, ben]) await keepReactions(person);
    await anna.page.getByRole('button', { name: 'Reactions' }).click();
    await anna.page.getByRole('button', { name: '👏' }).click();
    for (const person of [anna, ben]) await expect.poll(() => reactionsSeen(person)).toEqual(['👏']);
    await anna.page.keyboard.press('Escape');
    await expect(anna.page.getByRole('button', { name: '👏' })).toHaveCount(0);

    await server.kill();
    await expect(anna.page.getByText('Reconnecting… your call goes on.')).toBeVisible();
    await ben.page.getByRole('button', { name: 'Lower hand' }).click();
    await server.run();
    await expect(anna.page.getByText('your call goes on')).toHaveCount(0);
    await expect(turns(ben)).toHaveText([anna.username]);
    await expect(turns(anna)).toHaveText(['You']);
    await part(anna, ben);
    await server.stop();
  });
});
