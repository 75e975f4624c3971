import { expect, test } from '@playwright/test';
import { Person } from './support/person';

test.describe('the chat of a room', () => {
  test('what is written offline is sent once when the connection is back, and what was missed is fetched', async ({
    browser,
  }) => {
    const anna = await Person.arrive(browser, 'anna');
    const ben = await Person.arrive(browser, 'ben');
    for (const person of [anna, ben]) await person.signUp();
    await ben.joinRoom(await anna.createRoom('On the train'));
    await anna.send('before the tunnel');
    await expect(ben.messages).toHaveText(['before the tunnel']);

    await ben.context.setOffline(true);
    await ben.send('from the tunnel');
    await anna.send('are you there?');
    await expect(anna.messages).toHaveText(['before the tunnel', 'are you there?']);
    // Shown is not yet sent; and what ben wrote may wait on the wire, to arrive the moment it is there again.
    await expect(anna.page.locator('[data-delivery]')).toHaveCount(0);
    await ben.context.setOffline(false);

    const everything = ['before the tunnel', 'are you there?', 'from the tunnel'];
    for (const person of [anna, ben])
      await expect(person.messages).toHaveText(everything, { timeout: 45_000 });
    await ben.page.reload();
    await expect(ben.messages).toHaveText(everything);
    for (const person of [anna, ben]) await person.context.close();
  });

  test('older history loads when one scrolls up, without losing the place', async ({ browser }) => {
    const anna = await Person.arrive(browser, 'anna');
    await anna.signUp();
    await anna.createRoom('Long talk');
    const all = Array.from({ length: 70 }, (_, index) => `line ${index + 1}`);
    for (const text of all) await anna.send(text);
    await expect(anna.messages).toHaveCount(70, { timeout: 60_000 });
    await anna.page.reload();
    await expect(anna.messages.last()).toHaveText('line 70');
    await expect(anna.messages.first()).not.toHaveText('line 1');
    await anna.messages.first().hover();
    await expect(async () => {
      await anna.page.mouse.wheel(0, -3_000);
      await expect(anna.messages).toHaveText(all, { timeout: 1_000 });
    }).toPass();
    await anna.context.close();
  });

  test('somebody removed from the room is told so, and receives nothing more', async ({ browser }) => {
    const anna = await Person.arrive(browser, 'anna');
    const ben = await Person.arrive(browser, 'ben');
    for (const person of [anna, ben]) await person.signUp();
    await ben.joinRoom(await anna.createRoom('Strict'));
    await anna.removeMember(ben);
    await expect(ben.page).not.toHaveURL(/\/rooms\//);
    await expect(ben.page.getByText(/removed/i).first()).toBeVisible();
    for (const person of [anna, ben]) await person.context.close();
  });
});
