import { expect, test, type Page } from '@playwright/test';
import { fileNamePayloads, namePayloads, payloads } from './support/payloads';
import { part, Person, twoFriends } from './support/person';

/** What a payload would have needed: an element or an attribute that runs, or an address that does. */
const scriptable = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.body.querySelectorAll('*')].flatMap((element) => {
      const found: string[] = [];
      const tag = element.localName;
      if (['iframe', 'object', 'embed', 'base', 'form[action]'].includes(tag)) found.push(tag);
      if (tag === 'script' && !element.getAttribute('src')?.match(/^\/?[\w.-]+\.js$/)) found.push('script');
      for (const { name, value } of element.attributes) {
        if (name.startsWith('on')) found.push(`${tag} ${name}`);
        if (
          /^(href|src|action|xlink:href|formaction)$/.test(name) &&
          /^\s*(javascript|vbscript|data:text)/i.test(value)
        )
          found.push(`${tag} ${name}=${value}`);
      }
      return found;
    }),
  );

async function expectInert(person: Person): Promise<void> {
  expect(await scriptable(person.page)).toEqual([]);
  expect(await person.page.evaluate(() => 'injected' in window)).toBe(false);
  expect(person.complaints).toEqual([]);
}

test.describe('script that somebody sends', () => {
  test('in messages is text, for the sender, for others, live and after a reload', async ({ browser }) => {
    expect(payloads.length).toBeGreaterThanOrEqual(40);
    const anna = await Person.arrive(browser, 'anna');
    const ben = await Person.arrive(browser, 'ben');
    for (const person of [anna, ben]) await person.signUp();
    await ben.joinRoom(await anna.createRoom('Injection'));
    for (const payload of payloads) await anna.send(payload);
    for (const person of [anna, ben]) {
      await expect(person.messages).toHaveCount(payloads.length, { timeout: 60_000 });
      await expectInert(person);
    }
    await ben.page.reload();
    await expect(ben.messages.last()).toBeVisible();
    for (const markup of payloads.filter((payload) => /^<(?!javascript)[^`*_]+$/.test(payload)).slice(-10))
      await expect(ben.messages.filter({ hasText: markup }).first()).toBeAttached();
    await expectInert(ben);
    await part(anna, ben);
  });

  test('in the titles of rooms and the names of chats is text', async ({ browser }) => {
    test.setTimeout(240_000);
    const anna = await Person.arrive(browser, 'anna');
    await anna.signUp();
    const titles = namePayloads(60).slice(0, 14);
    for (const title of titles) {
      await anna.page.goto('/');
      await anna.createRoom(title);
      await expect(anna.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    }
    for (const name of namePayloads(40).slice(-5)) {
      await anna.page.getByRole('button', { name: 'New chat' }).first().click();
      await anna.page.getByRole('dialog').getByLabel('Name').fill(name);
      await anna.page.getByRole('dialog').getByRole('button', { name: 'Create chat' }).click();
      await expect(anna.page.getByRole('navigation').getByRole('link', { name })).toBeVisible();
    }
    await expectInert(anna);
    await anna.page.goto('/');
    for (const title of titles)
      await expect(anna.page.getByText(title, { exact: true }).first()).toBeAttached();
    await expectInert(anna);
    await part(anna);
  });

  test('in the display name of a person is text: in their messages, their card, and the title of the page', async ({
    browser,
  }) => {
    const [anna, ben] = await twoFriends(browser);
    await anna.openDirectChat(ben);
    await ben.page.goto('/account');
    for (const name of namePayloads(40).slice(0, 6)) {
      await ben.page.getByLabel('Name', { exact: true }).fill(name);
      await ben.page.getByLabel('Name', { exact: true }).press('Enter');
      await expect(anna.page.getByRole('heading', { level: 1, name })).toBeVisible();
      await expectInert(anna);
      // The others may read it before he hears that it is saved.
      await expect(ben.page.getByRole('button', { name: 'Save profile' })).not.toHaveAttribute('aria-busy');
    }
    await expectInert(ben);
    await part(anna, ben);
  });

  test('in the names of files is text', async ({ browser }) => {
    const anna = await Person.arrive(browser, 'anna');
    await anna.signUp();
    await anna.createRoom('Files');
    const names = fileNamePayloads.slice(0, 10).map((name) => `${name}.txt`);
    expect(names).toHaveLength(10);
    await anna.attach(names.map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from('Hello') })));
    await anna.send('Some files');
    for (const name of names) await expect(anna.page.getByText(name, { exact: true }).first()).toBeVisible();
    await anna.page.reload();
    for (const name of names) await expect(anna.page.getByText(name, { exact: true }).first()).toBeVisible();
    await expectInert(anna);
    await part(anna);
  });
});
