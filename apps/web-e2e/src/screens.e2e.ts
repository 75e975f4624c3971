import { expect, test, type Page } from '@playwright/test';
import { seriousIn } from './support/accessible';
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
      const told = await seriousIn(page);
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
    for (const path of ['/people', '/calls', '/chats', '/search', '/account', '/check']) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectSound(page, path);
    }
    await page.goto('/no/such/page');
    await expect(page.getByRole('heading').first()).toBeVisible();
    await expectSound(page, 'not found');
    await part(anna);
  });

  test('so has a chat with all that can be in it: what is written, files, reactions, a reply, the switcher, results', async ({
    browser,
  }) => {
    const [anna, ben] = await twoFriends(browser);
    await anna.openDirectChat(ben);
    await ben.openDirectChat(anna);
    await anna.send(
      'Who brings **what**?\n\n- cake\n- `drinks`\n\n> as last time\n\n| a | b |\n|---|---|\n| 1 | 2 |',
    );
    await anna.send(
      '```ts\nconst cake = await bake({ eggs: 3, flour: 500, sugar: 200, butter: 250, lemons: 2 });\n```',
    );
    await anna.attach([
      { name: `${'long-name-'.repeat(9)}.txt`, mimeType: 'text/plain', buffer: Buffer.from('x') },
    ]);
    await anna.send(`A file, @${ben.username}`);
    await ben.act('A file', 'React with 👍');
    await ben.act('A file', 'Reply');
    await ben.send('Thanks');
    await anna.send('oops');
    await anna.act('oops', 'Delete');
    await anna.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(ben.page.getByRole('log')).toContainText('This message was deleted.');
    await expectSound(anna.page, 'a full chat');
    await ben.act('A file', 'Reply');
    await expect(ben.page.getByText(`Reply to ${anna.username}`)).toBeVisible();
    await expectSound(ben.page, 'a reply being written');
    await ben.page.keyboard.press('Escape');
    await ben.page.getByRole('button', { name: 'Emoji' }).click();
    await expect(ben.page.getByRole('dialog', { name: 'Emoji' })).toBeVisible();
    await expectSound(ben.page, 'emoji');
    await ben.page.keyboard.press('Escape');
    await anna.page.keyboard.press('Control+k');
    await expect(anna.page.getByRole('dialog')).toBeVisible();
    await expectSound(anna.page, 'switcher');
    await anna.page.keyboard.press('Escape');
    await expect(async () => {
      await anna.page.goto('/search?q=cake');
      await expect(anna.page.getByRole('link', { name: /^Open the message by/ }).first()).toBeVisible({
        timeout: 2_000,
      });
    }).toPass();
    await expectSound(anna.page, 'search results');
    await part(anna, ben);
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
    await expect(anna.message('Hello')).not.toHaveAttribute('data-delivery');
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
