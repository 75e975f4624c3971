import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import { waitForPictures } from './support/patience';
import { arrive, meetInRoom, part, Person } from './support/person';
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

/** They meet in a room, join its call, and see each other. */
async function call(...people: readonly [Person, ...Person[]]): Promise<void> {
  await meetInRoom('The stage', ...people);
  for (const person of people) await person.joinCall();
  for (const one of people)
    for (const other of people) if (one !== other) await expectFrames(one.tile(other));
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
  test('shows those who come with their first picture', async ({ browser }) => {
    const people = await arrive(browser, 'anna', 'ben');
    for (const { page } of people) await page.addInitScript(waitForPictures);
    await call(...people);
    await part(...people);
  });

  test('gives its place to what is shared, by several at once, and shows it sharp to who comes late', async ({
    browser,
  }) => {
    const [anna, ben] = await arrive(browser, 'anna', 'ben');
    await call(anna, ben);
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
    const [anna, ben, cem] = await arrive(browser, 'anna', 'ben', 'cem');
    await call(anna, ben, cem);
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
    const [anna, ben] = await arrive(browser, 'anna', 'ben');
    await call(anna, ben);
    await turnAway(anna.page, true);
    await expectNoFrames(anna.tile(ben));
    await turnAway(anna.page, false);
    await expectFrames(anna.tile(ben));
    await part(anna, ben);
  });

  test('fills the screen, and lives on in a small window', async ({ browser }) => {
    const [anna, ben] = await arrive(browser, 'anna', 'ben');
    await call(anna, ben);
    const { page } = anna;
    await (await openLayouts(page, 'Full screen')).click();
    await expect
      .poll(() => page.evaluate(() => document.fullscreenElement?.tagName))
      .toBe('PARLOUR-CALL-STAGE');
    await (await openLayouts(page, 'Leave full screen')).click();
    await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBeNull();

    const note = page.getByText('The call is in a small window');
    await (await openLayouts(page, 'Picture-in-picture')).click();
    await expect(note).toBeVisible();
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
    await expect(note).toBeHidden();
    await expect.poll(() => inSmallWindow('parlour-tile')).toBeNull();

    await (await openLayouts(page, 'Picture-in-picture')).click();
    await expect(note).toBeVisible();
    await page.evaluate(() => {
      const small = (window as { documentPictureInPicture?: { window: Window | null } })
        .documentPictureInPicture;
      small?.window?.document.querySelector<HTMLElement>('[aria-label="Bring it back here"]')?.click();
    });
    await expect(note).toBeHidden();
    await part(anna, ben);
  });

  test('lives on as one picture, of who matters, where small windows have no documents', async ({
    browser,
  }) => {
    const [anna, ben] = [await Person.arrive(browser, 'anna'), await Person.arrive(browser, 'ben')];
    // As in Safari, and on phones.
    await anna.page.addInitScript(() =>
      Object.defineProperty(window, 'documentPictureInPicture', { value: undefined }),
    );
    await call(anna, ben);
    const { page } = anna;
    const playsThere = (): Promise<string | null> =>
      page.evaluate(() => {
        const video = document.pictureInPictureElement;
        if (!(video instanceof HTMLVideoElement)) return null;
        const stream = video.srcObject;
        return stream instanceof MediaStream ? (stream.getVideoTracks()[0]?.id ?? null) : null;
      });
    const framesThere = (): Promise<number> =>
      page.evaluate(() => {
        const video = document.pictureInPictureElement;
        return video instanceof HTMLVideoElement ? video.getVideoPlaybackQuality().totalVideoFrames : 0;
      });
    const trackIn = (tile: Locator): Promise<string | null> =>
      tile
        .locator('video')
        .evaluate(({ srcObject }: HTMLVideoElement) =>
          srcObject instanceof MediaStream ? (srcObject.getVideoTracks()[0]?.id ?? null) : null,
        );
    const openWindow = async (): Promise<void> => (await openLayouts(page, 'Picture-in-picture')).click();
    const note = page.getByText('The call is in a small window');

    await openWindow();
    await expect(note).toBeVisible();
    await expect.poll(playsThere).toBe(await trackIn(anna.tile(ben)));
    await share(ben);
    await expectShown(screenOf(page, ben));
    await expect.poll(playsThere).toBe(await trackIn(screenOf(page, ben)));
    await turnAway(page, true); // what the window shows is sent all the same, and nothing else
    await expectNoFrames(anna.tile(ben));
    await expectFrames(screenOf(page, ben));
    const before = await framesThere();
    await expect.poll(framesThere).toBeGreaterThan(before);
    await turnAway(page, false);
    await page.getByRole('button', { name: 'Bring it back here' }).click();
    await expect(note).toBeHidden();
    await expect.poll(playsThere).toBeNull();

    await openWindow();
    await expect.poll(playsThere).not.toBeNull();
    await page.evaluate(() => document.exitPictureInPicture()); // as by the cross on it
    await expect(note).toBeHidden();
    await openWindow();
    await expect.poll(playsThere).not.toBeNull();
    await anna.leaveCallButton.click();
    await expect.poll(playsThere).toBeNull();
    await part(anna, ben);
  });

  test('is sound for axe with a shared screen, at 1280 and 390 px, light and dark', async ({ browser }) => {
    const [anna, ben] = await arrive(browser, 'anna', 'ben');
    await call(anna, ben);
    await share(ben);
    await expectShown(screenOf(anna.page, ben));
    for (const { page } of [anna, ben]) {
      await expect(page.locator('parlour-call-stage [data-bars]')).toBeVisible();
      await expectAccessible(page, 'parlour-call-stage', () => expectAllInSight(page, 3));
    }
    await part(anna, ben);
  });

  test('tells how it goes with the others so that all can read it, at 1280 and 390 px, light and dark', async ({
    browser,
  }) => {
    const [anna, ben] = await arrive(browser, 'anna', 'ben');
    await call(anna, ben);
    const { page } = anna;
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Connection details' }).click();
    const dialog = page.getByRole('dialog', { name: 'Connection details' });
    await expect(dialog.locator('summary [data-bars]')).toBeVisible();
    await expect(dialog.locator('[data-stream="inbound camera"]')).toBeVisible();
    await expect(dialog.locator('parlour-safety-code li')).toHaveCount(4);
    await expectAccessible(page, '[role=dialog]');
    const widths = await dialog.evaluate(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth]);
    expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
    await part(anna, ben);
  });
});
