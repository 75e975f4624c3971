import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { meetInRoom, part, Person } from './support/person';
import {
  chooseLayout,
  expectFrames,
  expectNoFrames,
  noteWhenSharp,
  openLayouts,
  screenOf,
  share,
  sharpnessSent,
  tilesInSight,
  turnAway,
} from './support/stage';

/** A late joiner, and who comes back to a hidden tile, see it within this. */
const sharpWithinMs = 2_000;
/** Beside what the sharer has: what a good encoder takes away. */
const sharpEnough = 0.8;

async function inACall(browser: Browser, ...names: readonly string[]): Promise<readonly Person[]> {
  const people: Person[] = [];
  for (const name of names) people.push(await Person.arrive(browser, name));
  await meetInRoom('The stage', ...(people as [Person, ...Person[]]));
  for (const person of people) await person.joinCall();
  for (const one of people)
    for (const other of people) if (one !== other) await expectFrames(one.tile(other));
  return people;
}

const boxOf = async (tile: Locator) => {
  const box = await tile.boundingBox();
  if (!box) throw new Error('The tile is not on the screen');
  return box;
};

async function expectLarger(large: Locator, ...small: readonly Locator[]): Promise<void> {
  for (const one of small)
    await expect
      .poll(async () => (await boxOf(large)).height / (await boxOf(one)).height)
      .toBeGreaterThan(1.4);
}

const expectAllInSight = (page: Page, count: number): Promise<void> =>
  expect.poll(() => tilesInSight(page)).toBe(count);

test.setTimeout(240_000); // three people, and a screen each

const expectShown = (screen: Locator): Promise<void> =>
  expect(screen.locator('[data-shown]')).toHaveAttribute('data-shown', 'true');

test.describe('the stage of a call', () => {
  test('gives its place to what is shared, by several at once, and shows it sharp to who comes late', async ({
    browser,
  }) => {
    const [anna, ben] = (await inACall(browser, 'anna', 'ben')) as [Person, Person];
    await share(ben);
    await expectShown(screenOf(anna.page, ben));
    await expect(screenOf(anna.page, ben)).toContainText(`${ben.username} is sharing`);
    await expectLarger(screenOf(anna.page, ben), anna.tile(ben), anna.tile(anna));

    const cem = await Person.arrive(browser, 'cem');
    await cem.signUp();
    const sent = await sharpnessSent(ben);
    await noteWhenSharp(cem, { ...sent, detail: sent.detail * sharpEnough });
    await cem.joinRoom(new URL(anna.page.url()).pathname);
    await cem.joinCall();
    await expect.poll(() => cem.page.evaluate(() => window.sharpAfterMs ?? null)).not.toBeNull();
    const sharpAfterMs = await cem.page.evaluate(() => window.sharpAfterMs ?? Infinity);
    process.stdout.write(
      `A late joiner saw the shared screen sharp ${Math.round(sharpAfterMs)} ms after being connected.\n`,
    );
    expect(sharpAfterMs).toBeLessThan(sharpWithinMs);

    await share(cem);
    for (const sharer of [ben, cem]) await expectShown(screenOf(anna.page, sharer));
    await expectLarger(screenOf(anna.page, cem), anna.tile(cem), anna.tile(anna));
    await expectAllInSight(anna.page, 5);

    await cem.page
      .getByRole('group', { name: 'You are sharing your screen' })
      .getByRole('button', { name: 'Stop' })
      .click();
    await expect(screenOf(anna.page, cem)).toHaveCount(0);
    await expect(cem.page.getByRole('button', { name: 'Share screen' })).toBeVisible();
    await expectShown(screenOf(anna.page, ben));
    await part(anna, ben, cem);
  });

  test('stands as a person wants it: alike, with one large, with one pinned; and what is hidden is not sent', async ({
    browser,
  }) => {
    const [anna, ben, cem] = (await inACall(browser, 'anna', 'ben', 'cem')) as [Person, Person, Person];
    const { page } = anna;
    await expectAllInSight(page, 3);
    await anna.tile(cem).hover();
    await anna
      .tile(cem)
      .getByRole('button', { name: `Pin ${cem.username}` })
      .click();
    await expectLarger(anna.tile(cem), anna.tile(ben), anna.tile(anna));
    await anna
      .tile(cem)
      .getByRole('button', { name: `Unpin ${cem.username}` })
      .press('Enter');
    await expect
      .poll(async () => (await boxOf(anna.tile(cem))).height / (await boxOf(anna.tile(ben))).height)
      .toBeCloseTo(1);
    await anna.tile(ben).dblclick();
    await expectLarger(anna.tile(ben), anna.tile(cem));

    await chooseLayout(anna, 'Who speaks, large');
    await expectAllInSight(page, 3);
    await chooseLayout(anna, 'Only who speaks');
    await expectAllInSight(page, 1);
    const [hidden, shown] = (await anna.tile(cem).isVisible()) ? [ben, cem] : [cem, ben];
    await expect(anna.tile(hidden)).toBeHidden();
    await expectFrames(anna.tile(shown));
    await expectNoFrames(anna.tile(hidden));
    await chooseLayout(anna, 'Everybody alike');
    await expectAllInSight(page, 3);
    await expectFrames(anna.tile(hidden));
    await part(anna, ben, cem);
  });

  test('sends nothing to a page that nobody looks at, and is back at once', async ({ browser }) => {
    const [anna, ben] = (await inACall(browser, 'anna', 'ben')) as [Person, Person];
    await turnAway(anna.page, true);
    await expectNoFrames(anna.tile(ben));
    await turnAway(anna.page, false);
    await expectFrames(anna.tile(ben));
    await part(anna, ben);
  });

  test('fills the screen, and lives on in a small window', async ({ browser }) => {
    const [anna, ben] = (await inACall(browser, 'anna', 'ben')) as [Person, Person];
    const { page } = anna;
    await (await openLayouts(page, 'Full screen')).click();
    await expect
      .poll(() => page.evaluate(() => document.fullscreenElement?.tagName))
      .toBe('PARLOUR-CALL-STAGE');
    await (await openLayouts(page, 'Leave full screen')).click();
    await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBeNull();

    await (await openLayouts(page, 'Picture-in-picture')).click();
    await expect(page.getByText('The call is in a small window')).toBeVisible();
    const inSmallWindow = (read: string): Promise<unknown> =>
      page.evaluate((what) => {
        const small = (window as { documentPictureInPicture?: { window: Window | null } })
          .documentPictureInPicture;
        const found = small?.window?.document.querySelector<HTMLElement>(what);
        return found instanceof HTMLVideoElement ? found.videoWidth : (found?.ariaLabel ?? null);
      }, read);
    await expect.poll(() => inSmallWindow('parlour-tile video')).toBeGreaterThan(0);
    await expect.poll(() => inSmallWindow('parlour-tile')).toBe(ben.username);
    await page.getByRole('button', { name: 'Bring it back here' }).click();
    await expect(page.getByText('The call is in a small window')).toBeHidden();
    await part(anna, ben);
  });

  test('is sound for axe with a shared screen, at 1280 and 390 px, light and dark', async ({ browser }) => {
    const [anna, ben] = (await inACall(browser, 'anna', 'ben')) as [Person, Person];
    await share(ben);
    await expectShown(screenOf(anna.page, ben));
    for (const { page } of [anna, ben]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        for (const width of [1280, 390]) {
          await page.setViewportSize({ width, height: 800 });
          await expectAllInSight(page, 3);
          const { violations } = await new AxeBuilder({ page }).include('parlour-call-stage').analyze();
          const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
          expect(serious.map(({ id }) => id)).toEqual([]);
        }
      }
    }
    await part(anna, ben);
  });
});
