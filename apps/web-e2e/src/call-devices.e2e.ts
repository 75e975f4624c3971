import AxeBuilder from '@axe-core/playwright';
import { expect, type Browser, type Locator } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import {
  countDescriptions,
  countGaps,
  letDevicesBeWithheld,
  letPlugsBePulled,
  longestPause,
  talkWithoutEnd,
  test,
} from './support/fake-devices';
import { expectFlow } from './support/flow';
import { inboundFrom } from './support/media';
import { Person, meetInRoom, part } from './support/person';
import { screenOf } from './support/stage';

/** A device that is exchanged is seen as a picture that stands for less than this; opening one takes Chromium some 100 ms. */
const noticeablePauseMs = 1_000;

async function inACall(browser: Browser, prepare: readonly (() => void)[] = []): Promise<[Person, Person]> {
  const anna = await Person.arrive(browser, 'anna');
  const ben = await Person.arrive(browser, 'ben');
  for (const script of [countDescriptions, ...prepare]) await anna.page.addInitScript(script);
  for (const person of [anna, ben]) await person.signUp();
  await ben.joinRoom(await anna.createRoom('Devices'));
  for (const person of [anna, ben]) await person.joinCall();
  await expectFlow(() => inboundFrom(ben.page, anna.username), 'ben receives anna');
  return [anna, ben];
}

async function openDevices(person: Person): Promise<Locator> {
  // Before the call it is a button; in it, an entry among the rest.
  const direct = person.page.getByRole('button', { name: 'Devices', exact: true });
  const more = person.page.getByRole('button', { name: 'More', exact: true });
  await expect(direct.or(more).first()).toBeVisible();
  if (await direct.isVisible()) {
    await direct.click();
  } else {
    await more.click();
    await person.page.getByRole('menuitem', { name: 'Devices' }).click();
  }
  const dialog = person.page.getByRole('dialog', { name: 'Devices' });
  await expect(dialog).toBeVisible();
  return dialog;
}

const choiceOf = (dialog: Locator, label: string): Locator => dialog.getByRole('combobox', { name: label });

/** The one of these choices that is not chosen now. */
async function chooseOther(dialog: Locator, label: string): Promise<string> {
  const select = choiceOf(dialog, label);
  const current = await select.inputValue();
  const options = await select.locator('option').evaluateAll((all) =>
    all.map((option) => ({
      value: (option as HTMLOptionElement).value,
      text: option.textContent.trim(),
    })),
  );
  const other = options.filter(({ value }) => value !== current && value !== '').at(-1);
  if (!other) throw new Error(`There is only one ${label}`);
  await select.selectOption(other.value);
  await expect(select).toHaveValue(other.value);
  return other.text;
}

const picture = (of: Person): string => `[data-participant-id][data-username="${of.username}"] video`;

test.describe('devices in a call', () => {
  test('camera and microphone are exchanged without a break and without a negotiation', async ({
    browser,
  }) => {
    const [anna, ben] = await inACall(browser, [countGaps]);
    const before = await anna.page.evaluate(() => [window.descriptionsSet, window.gapsSent]);
    const dialog = await openDevices(anna);

    const pause = await longestPause(ben.page, picture(anna), async () => {
      await chooseOther(dialog, 'Camera');
      await chooseOther(dialog, 'Microphone');
      await dialog.getByRole('switch', { name: 'Noise suppression' }).click();
      const energy = (await inboundFrom(ben.page, anna.username)).audioEnergy;
      await expectFlow(() => inboundFrom(ben.page, anna.username), 'ben receives anna');
      await expect
        .poll(async () => (await inboundFrom(ben.page, anna.username)).audioEnergy)
        .toBeGreaterThan(energy);
    });

    expect(pause).toBeLessThan(noticeablePauseMs);
    expect(await anna.page.evaluate(() => [window.descriptionsSet, window.gapsSent])).toEqual(before);
    await part(anna, ben);
  });

  test('what is unplugged is replaced with a word, muted if it was muted, and taken up when it is back', async ({
    browser,
  }) => {
    const [anna, ben] = await inACall(browser, [letPlugsBePulled]);
    const dialog = await openDevices(anna);
    const chosen = await chooseOther(dialog, 'Microphone');
    await chooseOther(dialog, 'Camera');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await anna.microphoneButton.click();
    await expect(ben.tile(anna)).toHaveAttribute('data-microphone', 'false');

    await anna.page.evaluate(() => window.pluggedDevices.unplug('audioinput'));
    await expect(anna.page.getByText(/Your microphone is now/)).toBeVisible();
    await anna.page.evaluate(() => window.pluggedDevices.unplug('videoinput'));
    await expect(anna.page.getByText(/Your camera is now/)).toBeVisible();
    await expectFlow(() => inboundFrom(ben.page, anna.username), 'ben receives anna by another camera');
    await expect(ben.tile(anna)).toHaveAttribute('data-microphone', 'false');

    await anna.page.evaluate(() => window.pluggedDevices.plugIn());
    await expect(anna.page.getByText(/is back/).first()).toBeVisible();
    const again = await openDevices(anna);
    await expect(choiceOf(again, 'Microphone').locator('option:checked')).toHaveText(chosen);
    await expect(ben.tile(anna)).toHaveAttribute('data-microphone', 'false');
    await part(anna, ben);
  });

  test('who speaks and is muted is told, and is heard while the space bar is held', async ({ browser }) => {
    const [anna, ben] = await inACall(browser, [talkWithoutEnd]);
    const hint = anna.page.getByRole('status').filter({ hasText: 'You are muted.' });
    await expect(hint).toHaveCount(0);
    await anna.microphoneButton.click();
    await expect(hint).toBeVisible();

    await anna.page.keyboard.down('Space');
    await expect(ben.tile(anna)).toHaveAttribute('data-microphone', 'true');
    await expect(anna.page.getByText('You can be heard while')).toBeVisible();
    await anna.page.keyboard.up('Space');
    await expect(ben.tile(anna)).toHaveAttribute('data-microphone', 'false');
    await part(anna, ben);
  });

  test('what the system withholds is said before the call and in it until it is over, to oneself alone', async ({
    browser,
  }) => {
    const [anna, ben] = [await Person.arrive(browser, 'anna'), await Person.arrive(browser, 'ben')];
    await anna.page.addInitScript(letDevicesBeWithheld);
    await meetInRoom('Covered', anna, ben);
    const { page } = anna;
    const withhold = (kind: 'audio' | 'video', withheld: boolean): Promise<void> =>
      page.evaluate(([of, is]) => window.withhold(of, is), [kind, withheld] as const);
    const own = page.locator('video').first();
    const said = page.getByRole('status').filter({ hasText: /You cannot be (seen|heard)/ });

    await expect(own).toBeVisible();
    await withhold('video', true);
    await expect(said).toContainText('your camera gives no picture');
    await expect(own).toHaveCount(0);
    await expectAccessible(page, 'parlour-pre-join');
    await withhold('video', false);
    await expect(said).toHaveCount(0);
    await expect(own).toBeVisible();

    for (const person of [anna, ben]) await person.joinCall();
    await expectFlow(() => inboundFrom(ben.page, anna.username), 'ben receives anna');
    await withhold('audio', true);
    await expect(said).toContainText('your microphone gives no sound');
    await expectAccessible(page, 'parlour-call-stage');
    await withhold('video', true);
    await expect(said).toContainText('your camera and your microphone give nothing');
    for (const device of ['microphone', 'camera'])
      await expect(ben.tile(anna)).toHaveAttribute(`data-${device}`, 'true');
    await anna.microphoneButton.click();
    await expect(said).toContainText('your camera gives no picture');
    await withhold('video', false);
    await expect(said).toHaveCount(0);
    await part(anna, ben);
  });

  test('a screen is shared, and ends when the browser ends it', async ({ browser }) => {
    const [anna, ben] = await inACall(browser);
    await anna.page.evaluate(() => {
      const devices = navigator.mediaDevices;
      const real = devices.getDisplayMedia.bind(devices);
      devices.getDisplayMedia = async (wishes) => {
        const stream = await real(wishes);
        // What the bar of the browser does, which no test can press.
        document.addEventListener('test-stop-sharing', () => {
          for (const track of stream.getTracks()) {
            track.stop();
            track.dispatchEvent(new Event('ended'));
          }
        });
        return stream;
      };
    });
    await anna.page.getByRole('button', { name: 'Share screen' }).click();
    const stop = anna.page.getByRole('button', { name: 'Stop sharing' }).first();
    await expect(stop).toBeVisible();
    await expect(screenOf(ben.page, anna)).toBeVisible();
    await anna.page.evaluate(() => document.dispatchEvent(new Event('test-stop-sharing')));
    await expect(screenOf(ben.page, anna)).toHaveCount(0);
    await expect(anna.page.getByRole('button', { name: 'Share screen' })).toBeVisible();
    await part(anna, ben);
  });
});

test.describe('the choice of devices', () => {
  test('plays a sound, and is kept by the browser for the next time', async ({ browser }) => {
    const anna = await Person.arrive(browser, 'anna');
    await anna.signUp();
    await anna.createRoom('Preferences');
    const dialog = await openDevices(anna);
    const camera = await chooseOther(dialog, 'Camera');
    const speaker = await chooseOther(dialog, 'Speaker');
    await dialog.getByRole('switch', { name: 'Mirror my own picture' }).click();
    await dialog.getByRole('button', { name: 'Play a test sound' }).click();
    await expect(dialog.getByRole('button', { name: 'Stop the sound' })).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Play a test sound' })).toBeVisible();
    await expect(dialog.getByText('could not be played')).toHaveCount(0);

    await anna.page.reload();
    const again = await openDevices(anna);
    await expect(choiceOf(again, 'Camera').locator('option:checked')).toHaveText(camera);
    await expect(choiceOf(again, 'Speaker').locator('option:checked')).toHaveText(speaker);
    await expect(again.getByRole('switch', { name: 'Mirror my own picture' })).not.toBeChecked();
    await part(anna);
  });

  for (const [width, scheme] of [
    [1280, 'light'],
    [390, 'dark'],
  ] as const) {
    test(`can be read and used by all at ${width} px, ${scheme}`, async ({ browser }) => {
      const anna = await Person.arrive(browser, 'anna', {
        viewport: { width, height: 800 },
        colorScheme: scheme,
      });
      await anna.signUp();
      await anna.createRoom('Accessible');
      const dialog = await openDevices(anna);
      const { violations } = await new AxeBuilder({ page: anna.page }).include('[role=dialog]').analyze();
      expect(violations).toEqual([]);
      const widths = await dialog.evaluate(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth]);
      expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
      await anna.page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
      await part(anna);
    });
  }
});
