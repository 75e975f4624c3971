import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { part, Person, twoFriends } from './support/person';

const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
];

async function expectSound(page: Page, where: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const size of sizes) {
      await page.setViewportSize(size);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${where} scrolls sideways at ${size.width} px`).toBe(0);
      if (size.width === 320) continue; // the same elements as at 390
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      const told = serious.map(
        (found) => `${found.id}: ${found.nodes.map((node) => node.target.join(' ')).join(', ')}`,
      );
      expect(told, `${where}, ${size.width} px, ${colorScheme}`).toEqual([]);
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

test.setTimeout(240_000); // every look of every screen

test.describe('every screen, at 1280, 390 and 320 px, light and dark', () => {
  test('has nothing serious for axe and never scrolls sideways', async ({ browser }) => {
    const anna = await Person.arrive(browser, 'anna');
    const { page } = anna;
    await page.goto('/sign-in');
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await expectSound(page, 'sign-in');
    await page.goto('/sign-up');
    await expect(page.getByRole('button', { name: 'Create account' })).toBeVisible();
    await expectSound(page, 'sign-up');
    for (const path of ['/forgot-password', '/reset-password#token=of-nobody']) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectSound(page, path);
    }
    await anna.signUp();
    await expectSound(page, 'empty home');
    await anna.createRoom('A room with a rather long title, as some have');
    await expect(anna.joinCallButton).toBeVisible();
    await expectSound(page, 'pre-join');
    await anna.send('A message with averyveryveryveryveryveryveryveryveryverylongword in it');
    await anna.joinCall();
    await expectSound(page, 'call');
    await anna.leaveCallButton.click();
    for (const path of ['/people', '/calls', '/chats', '/account']) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectSound(page, path);
    }
    await page.goto('/no/such/page');
    await expect(page.getByRole('heading').first()).toBeVisible();
    await expectSound(page, 'not found');
    await part(anna);
  });

  test('so have the screens of two friends: home, people, a card, their chat, ringing and the call', async ({
    browser,
  }) => {
    const [anna, ben] = await twoFriends(browser);
    await expectSound(ben.page, 'home with a friend');
    await expectSound(anna.page, 'people');
    await anna.page.getByRole('button', { name: ben.username }).first().click();
    await expect(anna.page.getByRole('dialog')).toBeVisible();
    await expectSound(anna.page, 'card of a person');
    await anna.page.keyboard.press('Escape');
    await anna.openDirectChat(ben);
    await anna.send('Hello');
    await expectSound(anna.page, 'direct chat');
    await anna.callButton(ben).click();
    await expect(ben.ringOf(anna)).toBeVisible();
    await expectSound(ben.page, 'ringing');
    await expectSound(anna.page, 'calling');
    await ben.answer(anna);
    await expect(anna.tile(ben)).toHaveAttribute('data-camera', 'true');
    await expectSound(anna.page, 'direct call');
    await anna.page.getByRole('navigation').getByRole('link', { name: 'Home' }).click();
    await expect(anna.page.getByRole('region', { name: 'Your call' })).toBeVisible();
    await expectSound(anna.page, 'floating call');
    await part(anna, ben);
  });
});
