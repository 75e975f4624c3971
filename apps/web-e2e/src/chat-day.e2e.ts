import { expect, test } from '@playwright/test';
import { part, Person, twoFriends } from './support/person';

/** A picture of 640 × 400 pixels, drawn by the browser. */
async function picture(person: Person): Promise<Buffer> {
  const base64 = await person.page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 400 });
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.fillStyle = '#0f766e';
    context.fillRect(0, 0, 640, 400);
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  });
  return Buffer.from(base64, 'base64');
}

test.describe('a chat for every day', () => {
  test('Markdown, a mention, an emoji by its name; a reply that leads to what it replies to', async ({
    browser,
  }) => {
    const [anna, ben] = await twoFriends(browser);
    await anna.openDirectChat(ben);
    await ben.openDirectChat(anna);
    await anna.send('Bring **cake**, *please*, and run `npm start`\n\n- one\n- two');
    const said = ben.messages.last();
    await expect(said.locator('strong')).toHaveText('cake');
    await expect(said.locator('em')).toHaveText('please');
    await expect(said.locator('code')).toHaveText('npm start');
    await expect(said.locator('li')).toHaveText(['one', 'two']);

    await ben.messageBox.pressSequentially(`@${anna.username.slice(0, 5)}`);
    await expect(ben.page.getByRole('option', { name: new RegExp(anna.username) })).toBeVisible();
    await ben.messageBox.press('Enter');
    await ben.messageBox.pressSequentially('yes :cake');
    await ben.page.getByRole('option').first().click();
    await ben.messageBox.press('Enter');
    await expect(anna.messages.last()).toContainText('🍰');
    await expect(anna.messages.last().getByRole('button', { name: anna.username })).toBeVisible();

    await anna.act('🍰', 'Reply');
    await anna.send('Wonderful');
    const reply = ben.message('Wonderful');
    await expect(reply.getByTitle(`Go to the message of ${ben.username}`)).toContainText('🍰');
    await part(anna, ben);
  });

  test('somebody sees that the other one types, and what they have read', async ({ browser }) => {
    const [anna, ben] = await twoFriends(browser);
    await anna.openDirectChat(ben);
    await ben.openDirectChat(anna);
    await anna.messageBox.pressSequentially('I am wri');
    await expect(ben.page.getByText(`${anna.username} is typing…`)).toBeVisible();
    await anna.messageBox.press('Enter');
    await expect(ben.messages).toHaveText(['I am wri']);
    await expect(ben.page.getByText(`${anna.username} is typing…`)).toHaveCount(0);
    await expect(anna.page.getByRole('log').getByText('Seen', { exact: true })).toBeVisible();
    await part(anna, ben);
  });

  test('a picture and a file: a preview whose place is kept, a viewer, a download that is what was sent', async ({
    browser,
  }) => {
    const [anna, ben] = await twoFriends(browser);
    await anna.openDirectChat(ben);
    await ben.openDirectChat(anna);
    const photo = await picture(anna);
    await anna.attach([
      { name: 'cake.png', mimeType: 'image/png', buffer: photo },
      { name: 'recipe.txt', mimeType: 'text/plain', buffer: Buffer.from('Flour, eggs') },
    ]);
    await anna.send('Look');
    const shown = ben.page.getByRole('button', { name: 'Show the picture cake.png' });
    await expect(shown.locator('img')).toHaveJSProperty('complete', true);
    expect(await shown.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(640);
    const [width, height] = await Promise.all(
      ['width', 'height'].map((name) => shown.locator('img').getAttribute(name)),
    );
    expect(Number(width) / Number(height)).toBeCloseTo(640 / 400, 2); // known before it is there
    await shown.click();
    await expect(ben.page.getByRole('dialog', { name: 'Picture cake.png' })).toBeVisible();
    await ben.page.keyboard.press('Escape');

    const download = ben.page.waitForEvent('download');
    await ben.page.getByRole('link', { name: /^Download recipe\.txt/ }).click();
    const path = await (await download).path();
    const { readFile } = await import('node:fs/promises');
    expect(await readFile(path, 'utf8')).toBe('Flour, eggs');
    expect((await download).suggestedFilename()).toBe('recipe.txt');
    await part(anna, ben);
  });

  test('a room has several chats; the owner opens and archives them, all see it at once', async ({
    browser,
  }) => {
    const anna = await Person.arrive(browser, 'anna');
    const ben = await Person.arrive(browser, 'ben');
    for (const person of [anna, ben]) await person.signUp();
    const room = await anna.createRoom('Club');
    await ben.joinRoom(room);
    await anna.page.getByRole('button', { name: 'New chat' }).first().click();
    await anna.page.getByRole('dialog').getByLabel('Name').fill('Recipes');
    await anna.page.getByRole('dialog').getByRole('button', { name: 'Create chat' }).click();
    await expect(anna.page).toHaveURL(new RegExp(`${room}/[0-9a-f-]{36}`));
    await anna.send('Flour and eggs');
    const entry = ben.page.getByRole('navigation').getByRole('link', { name: /Recipes/ });
    await expect(entry).toContainText('Unread: 1');
    await entry.click();
    await expect(ben.messages).toHaveText(['Flour and eggs']);
    await expect(entry).not.toContainText('Unread');

    await anna.page.getByRole('button', { name: 'More about the chat Recipes' }).first().click();
    await anna.page.getByRole('menuitem', { name: 'Archive' }).click();
    await anna.page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click();
    await expect(
      ben.page.getByText('This chat is archived. It can be read, and nothing can be written.'),
    ).toBeVisible();
    await expect(ben.messageBox).toHaveCount(0);
    await part(anna, ben);
  });

  test('a message is found by a part of a word, and the result leads to it', async ({ browser }) => {
    const anna = await Person.arrive(browser, 'anna');
    await anna.signUp();
    const room = await anna.createRoom('Archive of words');
    await anna.send('The lighthouse keeper likes marzipan');
    for (let line = 1; line <= 60; line += 1) await anna.send(`line ${line}`);
    await expect(anna.messages.last()).toHaveText('line 60');
    await anna.page.goto('/search?q=arzipa');
    const hit = anna.page.getByRole('link', { name: /^Open the message by/ });
    await expect(async () => {
      await anna.page.reload(); // the index follows a moment later
      await expect(hit).toHaveCount(1, { timeout: 2_000 });
    }).toPass();
    await hit.click();
    await expect(anna.page).toHaveURL(new RegExp(room));
    await expect(anna.message('The lighthouse keeper')).toBeInViewport();
    await anna.page.getByRole('button', { name: /To the latest|new message/ }).click();
    await expect(anna.message('line 60')).toBeInViewport();
    await part(anna);
  });

  test('unread from here: the badge, the line and the place are there again', async ({ browser }) => {
    const [anna, ben] = await twoFriends(browser);
    await anna.openDirectChat(ben);
    for (const text of ['one', 'two', 'three']) await anna.send(text);
    await ben.openDirectChat(anna);
    await expect(ben.messages).toHaveText(['one', 'two', 'three']);
    await ben.act('two', 'Unread from here');
    await ben.page.getByRole('navigation').getByRole('link', { name: 'Home' }).click();
    await expect(ben.chatEntry(anna)).toContainText('2');
    await ben.chatEntry(anna).click();
    await expect(ben.page.getByRole('log').getByText('New', { exact: true })).toBeVisible();
    await part(anna, ben);
  });
});
