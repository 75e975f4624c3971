import { expect, test } from '@playwright/test';
import { setTimeout as pass } from 'node:timers/promises';
import { expectReceives } from './support/flow';
import { keepFlowLog, longestPause, print, readFlowLog } from './support/flow-log';
import { part, Person } from './support/person';
import { Server } from './support/server';

const sampleEveryMs = 100;
const outageMs = 10_000;
/** Longer than the lease of 8 s: whoever the server had not heard of again would be gone by then. */
const afterwardsMs = 10_000;

test('the server is killed for 10 s in a call of four: nobody notices in the call, and the chat catches up', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const server = await Server.start();
  const people: Person[] = [];
  for (const name of ['anna', 'ben', 'cem', 'dora']) {
    const person = await Person.arrive(browser, name, { baseURL: server.url });
    await person.page.addInitScript(keepFlowLog, sampleEveryMs);
    await person.signUp();
    people.push(person);
  }
  const [anna, ...others] = people as [Person, ...Person[]];
  const pairs = people.flatMap((to) =>
    people.filter((from) => from !== to).map((from): [Person, Person] => [to, from]),
  );
  const negotiations = (): Promise<number[][]> =>
    Promise.all(people.map(async ({ page }) => (await readFlowLog(page)).negotiations));

  await test.step('four talk in a room', async () => {
    const path = await anna.createRoom('Four');
    for (const other of others) await other.joinRoom(path);
    for (const person of people) await person.joinCall();
    for (const [to, from] of pairs) {
      await expectReceives(to, from);
    }
    await anna.send('before');
  });
  const before = await negotiations();
  expect(before.map(({ length }) => length)).toEqual([3, 3, 3, 3]);

  const from = Date.now();
  await test.step('the server is killed, somebody writes, and it comes back', async () => {
    await server.kill();
    await anna.send('while nobody listened');
    await pass(outageMs);
    await server.run();
  });
  const restartedAt = Date.now();

  await test.step('the chat catches up, everybody is there, and stays', async () => {
    for (const person of people) {
      await expect(person.messages).toHaveText(['before', 'while nobody listened']);
    }
    await others[0]?.send('after');
    for (const person of people) await expect(person.messages.last()).toHaveText('after');
    print(
      `server away for ${restartedAt - from} ms; the chat was whole ${Date.now() - restartedAt} ms after its return`,
    );
    await pass(Math.max(0, restartedAt + afterwardsMs - Date.now()));
    for (const [to, of] of pairs) await expect(to.tile(of)).toHaveCount(1);
    for (const person of people) await expect(person.page.locator('[data-participant-id]')).toHaveCount(4);
  });

  await test.step('no connection was touched, and no picture stood still', async () => {
    expect(await negotiations()).toEqual(before);
    const to = Date.now();
    for (const [receiver, sender] of pairs) await expectReceives(receiver, sender);
    const pauses = await Promise.all(
      people.map(async ({ page }) =>
        longestPause((await readFlowLog(page)).samples, 'framesDecoded', from, to),
      ),
    );
    print(`longest pause of decoded pictures at each of the four: ${pauses.join(', ')} ms; negotiations: 0`);
    expect(Math.max(...pauses)).toBeLessThan(1_000);
  });
  await part(...people);
  await server.stop();
});
