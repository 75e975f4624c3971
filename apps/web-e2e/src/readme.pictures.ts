import { join } from 'node:path';
import { test } from '@playwright/test';
import { inboundFrom } from './support/media';
import { Person } from './support/person';

const folder = join(import.meta.dirname, '../../../docs/pictures');

/** The two pictures of the README: a room at a desk by day, the same room on a phone at night. */
test('the pictures of the README', async ({ browser }) => {
  const anna = await Person.arriveAs(browser, 'anna', {
    colorScheme: 'light',
    viewport: { width: 1440, height: 820 },
  });
  const ben = await Person.arriveAs(browser, 'ben');
  const cem = await Person.arriveAs(browser, 'cem', {
    colorScheme: 'dark',
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  });
  const everyone = [anna, ben, cem];
  for (const person of everyone) await person.signUp();
  const path = await anna.createRoom('Sunday lunch');
  await ben.joinRoom(path);
  await ben.send('Who brings the cake?');
  await anna.send('I do. Rhubarb this time, the garden is full of it.');
  await ben.send('Perfect, then I take care of the coffee ☕');
  await cem.page.goto(path);
  await cem.page.getByRole('button', { name: 'Join room' }).click();
  for (const person of everyone) await person.joinCall();
  for (const to of everyone) {
    for (const from of everyone.filter((other) => other !== to)) {
      await test.expect
        .poll(async () => (await inboundFrom(to.page, from.username)).framesDecoded)
        .toBeGreaterThan(20);
    }
  }
  await ben.cameraButton.click();
  await test.expect(anna.tile(ben)).toHaveAttribute('data-camera', 'false');
  await anna.page.screenshot({ path: join(folder, 'room.png') });
  await cem.page.screenshot({ path: join(folder, 'phone.png') });
  for (const person of everyone) await person.context.close();
});
