import { expect, test } from '@playwright/test';
import { type Page } from 'puppeteer-core';
import { firefoxPath, launchFirefox, newFirefoxPage } from './support/firefox';
import { expectFlow } from './support/flow';
import { inboundFrom, readInbound } from './support/media';
import { password, Person } from './support/person';

const press = (page: Page, name: string): Promise<void> => page.locator(`::-p-aria(${name})`).click();

const write = (page: Page, name: string, text: string): Promise<void> =>
  page.locator(`::-p-aria([name="${name}"][role="textbox"])`).fill(text);

test('a call between Chromium and Firefox: frames and sound both ways', async ({ browser, baseURL }) => {
  test.skip(!firefoxPath, 'NO FIREFOX HERE: install firefox-esr, or set FIREFOX_PATH');
  const anna = await Person.arrive(browser, 'anna');
  await anna.signUp();
  const firefox = await launchFirefox(firefoxPath ?? '');
  try {
    const page = await newFirefoxPage(firefox);
    const ben = `ben_ff_${Date.now().toString(36).slice(-6)}`;
    await page.goto(`${baseURL}/sign-up`);
    await write(page, 'Username', ben);
    await write(page, 'E-mail', `${ben}@example.org`);
    await page.locator('input[autocomplete="new-password"]').fill(password);
    await press(page, 'Create account');

    await press(page, 'Add a friend');
    await write(page, 'Find somebody by username', anna.username);
    await press(page, `Add ${anna.username} as a friend`);
    await anna.page.getByRole('button', { name: `Accept the request of ${ben}` }).click();
    await anna.page
      .getByRole('button', { name: `Video call with ${ben}` })
      .first()
      .click();
    await press(page, 'With video');

    await expectFlow(() => inboundFrom(anna.page, ben), 'Chromium receives Firefox');
    await expectFlow(() => page.evaluate(readInbound, anna.username), 'Firefox receives Chromium');
    await press(page, 'Leave call');
    await expect(anna.leaveCallButton).toHaveCount(0);
    expect(anna.complaints).toEqual([]);
  } finally {
    await firefox.close();
  }
  await anna.context.close();
});
