import { expect, test } from '@playwright/test';
import { expectReceives } from './support/flow';
import { inboundFrom, openPeerConnections } from './support/media';
import { Person } from './support/person';

/** Every ordered pair of different people: the first receives from the second. */
const directedPairs = (people: readonly Person[]): [Person, Person][] =>
  people.flatMap((to) => people.filter((from) => from !== to).map((from): [Person, Person] => [to, from]));

/** Two readings half a second apart are the same: no frame arrives any more. */
async function expectFramesStopped(to: Person, from: Person): Promise<void> {
  let before = -1;
  await expect
    .poll(
      async () => {
        const { framesDecoded } = await inboundFrom(to.page, from.username);
        const stands = framesDecoded === before;
        before = framesDecoded;
        return stands;
      },
      { intervals: [500], message: `${to.username} no longer receives frames of ${from.username}` },
    )
    .toBe(true);
}

test.describe('three people meet in a room', () => {
  test('they see and hear each other, mute, turn cameras off and on, write, and go', async ({ browser }) => {
    const anna = await Person.arrive(browser, 'anna');
    const ben = await Person.arrive(browser, 'ben');
    const cem = await Person.arrive(browser, 'cem');
    const everyone = [anna, ben, cem];

    await test.step('all sign up through the screens and meet in one room', async () => {
      for (const person of everyone) await person.signUpByForm();
      const path = await anna.createRoom('Sunday lunch');
      await ben.joinRoom(path);
      await cem.joinRoom(path);
      for (const person of everyone) await person.joinCall();
    });

    await test.step('for all six directed pairs frames are decoded and audio is heard', async () => {
      for (const [to, from] of directedPairs(everyone)) await expectReceives(to, from);
      for (const person of everyone) expect(await openPeerConnections(person.page)).toBe(2);
    });

    await test.step('one mutes, and the others see it within a second', async () => {
      await anna.microphoneButton.click();
      for (const other of [ben, cem]) {
        await expect(other.tile(anna)).toHaveAttribute('data-microphone', 'false', { timeout: 1_000 });
      }
    });

    await test.step('one turns the camera off: the others see it within a second, and frames stop', async () => {
      await ben.cameraButton.click();
      for (const other of [anna, cem]) {
        await expect(other.tile(ben)).toHaveAttribute('data-camera', 'false', { timeout: 1_000 });
      }
      for (const other of [anna, cem]) await expectFramesStopped(other, ben);
    });

    await test.step('the camera comes back, and frames flow again on the same connections', async () => {
      await ben.cameraButton.click();
      for (const other of [anna, cem]) {
        await expect(other.tile(ben)).toHaveAttribute('data-camera', 'true', { timeout: 1_000 });
        await expectReceives(other, ben);
        expect(await openPeerConnections(other.page)).toBe(2);
      }
    });

    await test.step('messages arrive at everyone in order', async () => {
      const said: string[] = [];
      for (const [index, person] of [anna, ben, cem, anna, ben].entries()) {
        const text = `message ${index + 1}`;
        said.push(text);
        await person.send(text);
        for (const reader of everyone) await expect(reader.messages).toHaveText(said);
      }
    });

    await test.step('one closes the tab and is gone from the others within 10 s', async () => {
      await cem.page.close({ runBeforeUnload: false });
      for (const other of [anna, ben]) await expect(other.tile(cem)).toHaveCount(0, { timeout: 10_000 });
      for (const [to, from] of directedPairs([anna, ben])) await expectReceives(to, from);
    });

    await test.step('the messages are there after a reload', async () => {
      await anna.page.reload();
      await expect(anna.messages).toHaveText([1, 2, 3, 4, 5].map((number) => `message ${number}`));
    });

    for (const person of everyone) expect(person.complaints).toEqual([]);
    for (const person of everyone) await person.context.close();
  });

  test('somebody whose browser dies is gone from the others within 10 s', async ({ browser }) => {
    const anna = await Person.arrive(browser, 'anna');
    const ben = await Person.arrive(browser, 'ben');
    for (const person of [anna, ben]) await person.signUpByForm();
    await ben.joinRoom(await anna.createRoom('Crash test'));
    for (const person of [anna, ben]) await person.joinCall();
    await expectReceives(anna, ben);

    const devtools = await ben.context.newCDPSession(ben.page);
    void devtools.send('Page.crash').catch(() => undefined); // the answer never comes: the page is dead
    await expect(anna.tile(ben)).toHaveCount(0, { timeout: 10_000 });
    await expect.poll(() => openPeerConnections(anna.page)).toBe(0);

    for (const person of [anna, ben]) await person.context.close();
  });
});
