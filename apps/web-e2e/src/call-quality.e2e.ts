import { expect, test } from '@playwright/test';
import { expectReceives } from './support/flow';
import { print } from './support/flow-log';
import { type Person, arrive, meetInRoom, part } from './support/person';
import { bitrateBetween, sentBy, type Sent } from './support/sent';
import { chooseLayout, share } from './support/stage';

/** That of the engine: `defaultBudget` in libs/webrtc/src/quality/upload-policy.ts. */
const budget = 4_000_000;
/** Long enough for a picture that is sent too large to show. */
const measuredMs = 6_000;

async function expectWithinBudget(person: Person, pictures: number): Promise<Sent> {
  const read = (): Promise<Sent> => sentBy(person.page);
  await expect.poll(async () => (await read()).pictures).toBe(pictures);
  await expect
    .poll(async () => (await read()).allowed, { message: 'what the senders may take together' })
    .toBeLessThanOrEqual(budget);
  const before = await read();
  let now = before;
  await expect
    .poll(async () => (now = await read()).at - before.at, { timeout: 4 * measuredMs })
    .toBeGreaterThan(measuredMs);
  const bitrate = bitrateBetween(before, now);
  const [sent, allowed] = [bitrate, now.allowed].map((bits) => Math.round(bits / 1_000));
  print(`${pictures} pictures: ${sent} kbit/s sent, ${allowed} allowed, up to ${now.height} lines asked for`);
  expect(bitrate).toBeGreaterThan(0);
  expect(bitrate).toBeLessThanOrEqual(budget);
  return now;
}

test('what somebody sends to everybody stays within the budget in a call of 2, of 4 and of 6', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const [anna, ...guests] = await arrive(browser, 'anna', 'ben', 'cem', 'dora', 'emil', 'fay');
  // Before anybody calls: a page that is opened beside a call of five takes its time.
  await meetInRoom('Thin walls', anna, ...guests);
  await anna.joinCall();
  const others: Person[] = [];
  let before = Infinity;
  for (const count of [2, 4, 6])
    await test.step(`in a call of ${count}`, async () => {
      for (const guest of guests.slice(others.length, count - 1)) {
        await guest.joinCall();
        others.push(guest);
      }
      for (const other of others) await expectReceives(other, anna);
      const { height } = await expectWithinBudget(anna, count - 1);
      expect(height, 'the more people, the smaller the picture').toBeLessThanOrEqual(before);
      before = height;
      if (count !== 4) return;
      await share(anna); // to three people, which takes twice what there is
      const { allowed } = await expectWithinBudget(anna, 2 * (count - 1));
      expect(allowed, 'what there is').toBeGreaterThan(budget / 2);
      await anna.page.getByRole('button', { name: 'Stop sharing' }).first().click();
    });
  await part(anna, ...others);
});

test('each pair has a code of its own, and a picture that nobody shows is not sent', async ({ browser }) => {
  const [anna, ben, cem] = await arrive(browser, 'anna', 'ben', 'cem');
  await meetInRoom('Thin walls', anna, ben, cem);
  for (const person of [anna, ben, cem]) await person.joinCall();

  await test.step('two people see the same code, and each pair another one', async () => {
    const code = await codeOf(anna, ben);
    expect(await codeOf(ben, anna)).toBe(code);
    expect(await codeOf(anna, cem)).not.toBe(code);
  });

  await test.step('whom she does not show sends her nothing, and is seen again when shown', async () => {
    const camerasToAnna = async (): Promise<number> => {
      const [ofBen, ofCem] = [await sentBy(ben.page), await sentBy(cem.page)];
      return ofBen.pictures + ofCem.pictures - 2; // those which the two send to each other
    };
    await expect.poll(camerasToAnna).toBe(2);
    await chooseLayout(anna, 'Only who speaks');
    await expect.poll(camerasToAnna).toBe(1);
    await chooseLayout(anna, 'Everybody alike');
    await expect.poll(camerasToAnna).toBe(2);
    for (const other of [ben, cem]) await expectReceives(anna, other);
  });
  await part(anna, ben, cem);
});

/** The words of the code that one sees for another, with the numbers beside it. */
async function codeOf({ page }: Person, other: Person): Promise<string> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Connection details' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connection details' });
  const person = dialog.locator('details').filter({ hasText: other.username });
  if (!(await person.evaluate((details: HTMLDetailsElement) => details.open)))
    await person.locator('summary').click();
  const symbols = person.locator('parlour-safety-code li');
  await expect(symbols).toHaveCount(4);
  await expect(person.locator('[data-route]')).toHaveText('Direct');
  await expect(person.locator('[data-stream="inbound camera"]')).toContainText('VP8');
  const code = (await symbols.allInnerTexts()).join(' ');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
  return code;
}
