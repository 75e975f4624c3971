import { expect, test } from '@playwright/test';
import { inboundFrom } from './support/media';
import { Person } from './support/person';

/** A browser in which asking for the named kinds of media fails with that DOMException. */
async function refuseMedia(
  person: Person,
  name: string,
  kinds: readonly ('audio' | 'video')[],
): Promise<void> {
  await person.page.addInitScript(
    ([errorName, refused]) => {
      const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = (constraints) =>
        refused.some((kind) => constraints?.[kind])
          ? Promise.reject(new DOMException('refused by the test', errorName))
          : real(constraints);
    },
    [name, kinds] as const,
  );
}

test.describe('before joining a call', () => {
  test('one sees oneself, the microphone meter moves, and both can be off before joining', async ({
    browser,
  }) => {
    const anna = await Person.arrive(browser, 'anna');
    await anna.signUp();
    await anna.createRoom('Preview');
    const preview = anna.page.locator('video').first();
    await expect
      .poll(() => preview.evaluate((video: HTMLVideoElement) => video.videoWidth))
      .toBeGreaterThan(0);

    const meter = anna.page.getByRole('meter');
    const heights = new Set<string>();
    await expect
      .poll(async () => heights.add((await meter.getAttribute('aria-valuenow')) ?? '').size, {
        intervals: [100],
      })
      .toBeGreaterThan(2);

    await anna.cameraButton.click();
    await anna.microphoneButton.click();
    await anna.joinCall();
    await expect(anna.tile(anna)).toHaveAttribute('data-camera', 'false');
    await expect(anna.tile(anna)).toHaveAttribute('data-microphone', 'false');
    await anna.context.close();
  });

  for (const [name, words] of [
    ['NotAllowedError', /allow/i],
    ['NotFoundError', /no camera|no microphone|not found|find/i],
    ['NotReadableError', /in use|another/i],
  ] as const) {
    test(`${name}: one is told what happened, joins all the same, and still hears and sees the others`, async ({
      browser,
    }) => {
      const anna = await Person.arrive(browser, 'anna');
      const ben = await Person.arrive(browser, 'ben');
      await refuseMedia(ben, name, ['audio', 'video']);
      for (const person of [anna, ben]) await person.signUp();
      await ben.joinRoom(await anna.createRoom('Listeners welcome'));
      await expect(ben.page.getByText(words).first()).toBeVisible();
      for (const person of [anna, ben]) await person.joinCall();
      await expect
        .poll(async () => (await inboundFrom(ben.page, anna.username)).framesDecoded)
        .toBeGreaterThan(5);
      await expect(anna.tile(ben)).toHaveAttribute('data-camera', 'false');
      for (const person of [anna, ben]) await person.context.close();
    });
  }

  test('an insecure origin is named as what it is, and the chat works', async ({ browser }) => {
    const anna = await Person.arrive(browser, 'anna');
    await anna.page.addInitScript(() => {
      Object.defineProperty(window, 'isSecureContext', { value: false });
      Object.defineProperty(navigator, 'mediaDevices', { value: undefined });
    });
    await anna.signUp();
    await anna.createRoom('Plain http');
    await expect(anna.page.getByText(/https/i).first()).toBeVisible();
    await anna.send('still here');
    await expect(anna.messages).toHaveText(['still here']);
    await anna.context.close();
  });
});
