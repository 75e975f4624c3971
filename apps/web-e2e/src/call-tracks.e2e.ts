import { expect, test } from '@playwright/test';
import { setTimeout as pass } from 'node:timers/promises';
import { expectReceives } from './support/flow';
import { keepFlowLog, print, readFlowLog } from './support/flow-log';
import { expectNothingHeld, heldBy, keepCapturedTracks } from './support/leaks';
import { part, Person } from './support/person';

const durationMs = 60_000;
const seed = Number(process.env['TRACKS_SEED'] ?? Date.now() % 1_000_000);

/** Mulberry32: the same seed, the same sequence. */
function randomOf(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Media = 'microphone' | 'camera' | 'screen';
const kinds: readonly Media[] = ['microphone', 'camera', 'screen'];

function buttonFor(person: Person, media: Media) {
  if (media === 'microphone') return person.microphoneButton;
  if (media === 'camera') return person.cameraButton;
  return person.page.getByRole('button', { name: /^(Share screen|Stop sharing)$/ }).first();
}

/** Whether the other one is told, and shows, that this is on. */
async function isOn(observer: Person, of: Person, media: Media): Promise<boolean> {
  if (media === 'screen') return (await screenOf(observer, of).count()) > 0;
  return (await observer.tile(of).first().getAttribute(`data-${media}`)) === 'true';
}

const screenOf = (observer: Person, of: Person) =>
  observer.page.locator(`[data-screen-of="${of.username}"]`).first();

test('three people change their tracks at random for a minute: all pairs are stable, every track flows, nothing is left behind', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  print(`TRACKS_SEED=${seed}`);
  const people: Person[] = [];
  for (const name of ['anna', 'ben', 'cem']) {
    const person = await Person.arrive(browser, name);
    await person.page.addInitScript(keepFlowLog, 1_000);
    await person.page.addInitScript(keepCapturedTracks);
    await person.signUp();
    people.push(person);
  }
  const [anna, ben, cem] = people as [Person, Person, Person];
  const path = await anna.createRoom('Restless');
  await ben.joinRoom(path);
  await cem.joinRoom(path);
  for (const person of people) await person.joinCall();
  const pairs = people.flatMap((to) =>
    people.filter((from) => from !== to).map((from): [Person, Person] => [to, from]),
  );
  const expectAllFlows = async (): Promise<void> => {
    for (const [to, from] of pairs) {
      await expectReceives(to, from);
    }
  };
  await expectAllFlows();

  const changes = await test.step('all of them switch, as fast as they can', async () => {
    const until = Date.now() + durationMs;
    const counts = people.map(async (person, index) => {
      const random = randomOf(seed + index);
      let count = 0;
      while (Date.now() < until) {
        await buttonFor(person, kinds[Math.floor(random() * kinds.length)] ?? 'camera').click();
        count += 1;
        await pass(random() * 700);
      }
      return count;
    });
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  });
  print(`${changes} changes of tracks in ${durationMs / 1_000} s`);

  await test.step('everybody turns everything on, and all of it flows', async () => {
    for (const [index, person] of people.entries()) {
      const observer = people[(index + 1) % people.length] ?? anna;
      for (const media of kinds) {
        if (!(await isOn(observer, person, media))) await buttonFor(person, media).click();
        await expect
          .poll(() => isOn(observer, person, media), { message: `${person.username}: ${media}` })
          .toBe(true);
      }
    }
    await expectAllFlows();
    for (const [to, from] of pairs) {
      await expect
        .poll(() =>
          screenOf(to, from)
            .locator('video')
            .evaluate((video: HTMLVideoElement) => video.videoWidth),
        )
        .toBeGreaterThan(0);
    }
  });

  await test.step('every pair is stable on the connection that it began with', async () => {
    for (const { page } of people) {
      const { connections, captured } = await heldBy(page);
      expect(connections).toEqual(['stable, connected', 'stable, connected']);
      expect(captured.filter((kind) => kind === 'video')).toHaveLength(2);
      expect((await readFlowLog(page)).negotiations).toEqual([1, 1]);
    }
  });

  await test.step('they leave: no device, no screen and no connection is held', async () => {
    for (const person of people) {
      await person.leaveCallButton.click();
      await person.page.getByRole('navigation').getByRole('link', { name: 'Home' }).click();
      await expectNothingHeld(person.page, person.username);
    }
  });
  await part(...people);
});
