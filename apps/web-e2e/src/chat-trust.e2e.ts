import { expect, test, type Browser } from '@playwright/test';
import { part, Person } from './support/person';

async function twoInARoom(browser: Browser, title: string): Promise<[Person, Person, string]> {
  const anna = await Person.arrive(browser, 'anna');
  const ben = await Person.arrive(browser, 'ben');
  for (const person of [anna, ben]) await person.signUp();
  const room = await anna.createRoom(title);
  await ben.joinRoom(room);
  return [anna, ben, room];
}

const texts = (person: Person): Promise<string[]> => person.messages.allInnerTexts();

test.describe('messages that one can trust', () => {
  test('two write while one is offline: afterwards both see the same, in the same order, and the badges are right', async ({
    browser,
  }) => {
    const [anna, ben] = await twoInARoom(browser, 'Tunnel');
    await anna.send('before the tunnel');
    await expect(ben.messages).toHaveText(['before the tunnel']);
    const elsewhere = await ben.anotherTab(); // the same person, who looks at another page
    await elsewhere.page.goto('/people');
    await expect(elsewhere.roomEntry('Tunnel')).toBeVisible();

    await ben.context.setOffline(true);
    for (const text of ['from the tunnel 1', 'from the tunnel 2', 'from the tunnel 3']) await ben.send(text);
    for (const text of ['outside 1', 'outside 2', `outside 3 @${ben.username}`]) await anna.send(text);
    await expect(anna.messages).toHaveCount(4);
    await expect(ben.page.getByText('Waiting for the connection…').first()).toBeVisible();
    await anna.page.getByRole('navigation').getByRole('link', { name: 'Home' }).click();
    await ben.context.setOffline(false);

    await expect(ben.messages).toHaveCount(7, { timeout: 45_000 });
    await expect(ben.page.getByText('Waiting for the connection…')).toHaveCount(0);
    await expect(anna.roomEntry('Tunnel')).toContainText('Unread: 3');
    await anna.roomEntry('Tunnel').click();
    await expect(anna.messages).toHaveCount(7);
    expect(await texts(anna)).toEqual(await texts(ben));
    const all = (await texts(anna)).join('\n');
    for (const told of [/tunnel 1[^]*tunnel 2[^]*tunnel 3/, /outside 1[^]*outside 2[^]*outside 3/])
      expect(all).toMatch(told);
    await expect(anna.roomEntry('Tunnel')).not.toContainText('Unread');
    await expect(elsewhere.roomEntry('Tunnel')).not.toContainText('Unread');
    await expect(elsewhere.roomEntry('Tunnel')).not.toContainText('Mentions');
    await part(anna, ben);
  });

  test('a reload with unsent messages sends each of them once, in order', async ({ browser }) => {
    const [anna, ben, room] = await twoInARoom(browser, 'Reload');
    await ben.context.setOffline(true);
    const written = ['one', 'two', 'three', 'four', 'five'];
    for (const text of written) await ben.send(text);
    await expect(ben.messages).toHaveText(written);
    await ben.page.close(); // as a browser does that crashes
    await ben.context.setOffline(false);
    const again = await ben.anotherTab();
    await again.page.goto(room);
    for (const person of [anna, again])
      await expect(person.messages).toHaveText(written, { timeout: 45_000 });
    await again.page.reload();
    await expect(again.messages).toHaveText(written);
    await expect(again.page.getByText('Sending…')).toHaveCount(0);
    await expect(anna.messages).toHaveText(written);
    await again.context.close();
    await part(anna);
  });

  test('a tab that is reloaded while its messages go out sends each of them once', async ({ browser }) => {
    const [anna, ben] = await twoInARoom(browser, 'In the middle');
    const written = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`);
    await ben.context.setOffline(true);
    for (const text of written) await ben.send(text);
    await ben.context.setOffline(false);
    await expect(anna.messages.first()).toBeVisible({ timeout: 45_000 });
    await ben.page.reload();
    for (const person of [anna, ben]) await expect(person.messages).toHaveText(written, { timeout: 45_000 });
    await part(anna, ben);
  });

  test('edits, deletions and reactions that one missed are there when one is back', async ({ browser }) => {
    const [anna, ben] = await twoInARoom(browser, 'Changes');
    for (const text of ['to be edited', 'to be deleted', 'to be liked']) await anna.send(text);
    await expect(ben.messages).toHaveCount(3);
    await ben.context.setOffline(true);
    await expect(ben.page.getByText(/reconnecting/i).first()).toBeVisible({ timeout: 45_000 });

    await anna.act('to be edited', 'Edit');
    await anna.messageBox.fill('was edited');
    await anna.messageBox.press('Enter');
    await expect(anna.message('was edited')).toContainText('(edited)');
    await anna.act('to be deleted', 'Delete');
    await anna.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(anna.page.getByRole('log')).toContainText('This message was deleted.');
    await anna.act('to be liked', 'React with 👍');
    await expect(anna.message('to be liked').getByRole('button', { name: /^👍, 1 reaction/ })).toBeVisible();
    await ben.context.setOffline(false);

    await expect(ben.message('was edited')).toContainText('(edited)', { timeout: 45_000 });
    await expect(ben.page.getByRole('log')).toContainText('This message was deleted.');
    await expect(ben.page.getByRole('log')).not.toContainText('to be deleted');
    await expect(ben.message('to be liked').getByRole('button', { name: /^👍, 1 reaction/ })).toBeVisible();
    await ben
      .message('to be liked')
      .getByRole('button', { name: /^👍, 1 reaction/ })
      .click();
    await expect(anna.message('to be liked').getByRole('button', { name: /^👍, 2 reactions/ })).toBeVisible();
    await part(anna, ben);
  });
});
