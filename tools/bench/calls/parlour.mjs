/* global document */
import { startApi } from '../api.mjs';

/** The product as it is built, with people who meet in one room of it. */
export async function startParlour() {
  const api = await startApi({ core: null });
  const origin = `http://localhost:${api.port}`;
  const signUp = async (page, username) => {
    await page.goto(`${origin}/sign-up`);
    await page.getByLabel('Username').fill(username);
    await page.getByLabel('E-mail').fill(`${username}@example.org`);
    await page.getByLabel('Password', { exact: true }).fill('violet-anchor-piano-93');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('heading', { name: 'Your rooms' }).waitFor();
  };
  const createRoom = async (page) => {
    await page.getByRole('button', { name: 'Create a room' }).first().click();
    await page.getByRole('dialog').getByLabel('Title').fill('Benchmark');
    await page.getByRole('dialog').getByRole('radio', { name: 'Public' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Create room' }).click();
    await page.waitForURL('**/rooms/*');
    return new URL(page.url()).pathname;
  };
  const joinRoom = async (page, room) => {
    await page.goto(`${origin}${room}`);
    await page.getByRole('button', { name: 'Join room' }).click();
  };
  let path = null;
  let people = 0;
  return {
    /** Signs somebody up, brings them into the room and opens it: the camera is on, nobody is called yet. */
    async open(page) {
      await signUp(page, `bench_${++people}`);
      if (path === null) path = await createRoom(page);
      else await joinRoom(page, path);
      await joinButton(page).waitFor();
      await page.waitForFunction(() => document.querySelector('video')?.readyState >= 2);
    },
    join: (page) => joinButton(page).click(),
    async leave(page) {
      await page.getByRole('button', { name: 'Leave call' }).click();
      await joinButton(page).waitFor();
      await page.waitForFunction(() => document.querySelector('video')?.readyState >= 2);
    },
    /** The next ones who come meet nobody. */
    async forget() {
      path = null;
    },
    stop: () => api.stop(),
  };
}

const joinButton = (page) => page.getByRole('button', { name: 'Join call' });
