import { expect, test } from '@playwright/test';
import { expectFlow } from './support/flow';
import { inboundFrom } from './support/media';
import { part, Person, twoFriends } from './support/person';

/** A red square of one pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
  'base64',
);

test.describe('people', () => {
  test('friends write to each other: what is unread is counted, and read on every device once it is read', async ({
    browser,
  }) => {
    const [anna, ben] = await twoFriends(browser);
    const benAtHome = await Person.arriveAs(browser, ben.username);
    await benAtHome.signIn();
    await anna.openDirectChat(ben);
    await anna.send('Are you there?');
    await anna.send('I have cake.');
    for (const device of [ben, benAtHome]) {
      await expect(device.chatEntry(anna)).toContainText('I have cake.');
      await expect(device.chatEntry(anna)).toContainText('Unread: 2');
    }
    await ben.openDirectChat(anna);
    await expect(ben.messages).toHaveText(['Are you there?', 'I have cake.']);
    for (const device of [ben, benAtHome]) {
      await expect(device.chatEntry(anna)).not.toContainText('Unread');
    }
    await part(anna, ben, benAtHome);
  });

  test('presence is live, and a block is silent: who is blocked sees an ended friendship, and nobody there', async ({
    browser,
  }) => {
    const [anna, ben] = await twoFriends(browser);
    await ben.openDirectChat(anna);
    await ben.send('Hello');
    await expect(ben.heading(anna)).toContainText('Online');
    await anna.openDirectChat(ben);
    await anna.page
      .getByRole('heading', { level: 1 })
      .getByRole('button', { name: new RegExp(ben.username) })
      .click();
    await anna.page.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
    await anna.page.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
    await expect(anna.page.getByText(`You have blocked ${ben.username}`)).toBeVisible();

    await expect(ben.messageBox).toHaveCount(0);
    await expect(ben.page.getByText('You are not friends')).toBeVisible();
    await expect(ben.messages).toHaveText(['Hello']); // the history stays
    await expect(ben.heading(anna)).not.toContainText('Online');
    await ben.page.getByRole('button', { name: 'Add as a friend' }).click();
    await expect(ben.page.getByText('You have asked to be friends')).toBeVisible();
    await anna.page.getByRole('navigation').getByRole('link', { name: 'Home' }).click();
    await expect(anna.page.getByRole('heading', { name: 'Your rooms' })).toBeVisible();
    await expect(anna.page.getByRole('button', { name: /^Accept the request/ })).toHaveCount(0);
    await part(anna, ben);
  });

  test('nothing rings at somebody who does not want to be disturbed, and the caller reads why', async ({
    browser,
  }) => {
    const [anna, ben] = await twoFriends(browser);
    await ben.openAccountMenu();
    await ben.page.getByRole('menuitemradio', { name: 'Do not disturb' }).click();
    await expect(anna.page.getByText('Does not want to be disturbed').first()).toBeVisible();
    await anna.callButton(ben).click();
    await expect(
      anna.page.getByText(`${ben.username} does not want to be disturbed right now`),
    ).toBeVisible();
    await expect(ben.page.getByRole('alertdialog')).toHaveCount(0);
    await expect(ben.chatEntry(anna)).toContainText('Missed video call');
    await part(anna, ben);
  });

  test('a new name and a new picture are seen by a friend at once', async ({ browser }) => {
    const [anna, ben] = await twoFriends(browser);
    await ben.openAccountPage();
    await ben.page.getByLabel('Name', { exact: true }).fill('Ben the Baker');
    await ben.page.getByRole('button', { name: 'Save profile' }).click();
    const chosen = ben.page.waitForEvent('filechooser');
    await ben.page.getByRole('button', { name: 'Choose a picture' }).click();
    await (await chosen).setFiles({ name: 'me.png', mimeType: 'image/png', buffer: picture });
    await ben.page.getByRole('button', { name: 'Use this picture' }).click();

    const row = anna.page.locator('main parlour-person-row').filter({ hasText: 'Ben the Baker' }).first();
    await expect(row).toBeVisible();
    const shown = row.locator('img');
    await expect
      .poll(() => shown.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0))
      .toBe(true);
    await part(anna, ben);
  });

  test('a call goes on in a floating tile while one reads another page', async ({ browser }) => {
    const [anna, ben] = await twoFriends(browser);
    await anna.callButton(ben).click();
    await ben.answer(anna);
    await expectFlow(() => inboundFrom(anna.page, ben.username), 'anna receives ben');
    await anna.page.getByRole('navigation').getByRole('link', { name: 'Home' }).click();
    const floating = anna.page.getByRole('region', { name: 'Your call' });
    await expect(floating).toBeVisible();
    await expectFlow(() => inboundFrom(ben.page, anna.username), 'ben still receives anna');
    await expectFlow(() => inboundFrom(anna.page, ben.username), 'anna still receives ben');
    await floating.getByRole('link').click();
    await expect(floating).toHaveCount(0);
    await expect(anna.tile(ben)).toBeVisible();

    await test.step('and on a phone over the chat, which has the whole pane', async () => {
      await anna.page.setViewportSize({ width: 390, height: 844 });
      await anna.page.getByRole('button', { name: 'Chat', exact: true }).first().click();
      await expect(anna.messageBox).toBeVisible();
      await expect(floating.getByRole('button', { name: 'Leave call' })).toBeVisible();
      await floating.getByRole('link').click();
      await expect(floating).toHaveCount(0);
      await expect(anna.tile(ben)).toBeVisible();
    });
    await anna.leaveCallButton.click();
    await expect(ben.leaveCallButton).toHaveCount(0);
    await part(anna, ben);
  });
});
