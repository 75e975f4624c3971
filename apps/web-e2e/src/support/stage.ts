import { expect, type Locator, type Page } from '@playwright/test';
import type { Person } from './person';

export type Layout = 'Everybody alike' | 'Who speaks, large' | 'Only who speaks';

/** By the menu of the bar. */
export async function chooseLayout({ page }: Person, layout: Layout): Promise<void> {
  const choice = await openLayouts(page, layout);
  await choice.click();
}

export async function openLayouts(page: Page, entry: string): Promise<Locator> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Layout' }).click();
  const choice = page.locator('[role=menuitem], [role=menuitemradio]').filter({ hasText: entry });
  await expect(choice).toBeVisible();
  return choice;
}

/** The tile of what somebody shares, at this page. */
export const screenOf = (page: Page, sharer: Person): Locator =>
  page.locator(`[data-screen-of="${sharer.username}"]`);

export async function share(sharer: Person): Promise<void> {
  await sharer.page.getByRole('button', { name: 'Share screen' }).click();
  await expect(sharer.page.getByRole('button', { name: 'Stop sharing' })).toBeVisible();
}

/** How many frames of the video in this tile were decoded; also while the tile is out of sight. */
const framesOf = (tile: Locator): Promise<number> =>
  tile.evaluate(async (element) => {
    const stream = element.querySelector('video')?.srcObject;
    const track = stream instanceof MediaStream ? stream.getVideoTracks()[0] : undefined;
    for (const connection of track ? window.observedPeerConnections : []) {
      for (const receiver of connection.getReceivers()) {
        if (receiver.track !== track) continue;
        for (const report of (await receiver.getStats()).values())
          if (report.type === 'inbound-rtp') return (report.framesDecoded as number | undefined) ?? 0;
      }
    }
    return 0;
  });

export interface Sharpness {
  readonly width: number;
  readonly height: number;
  /** Mean difference of neighbouring pixels, 0 to 255: what a blurred picture has lost. */
  readonly detail: number;
}

/** Runs in the page: how sharp the picture is that a `video` shows right now. */
function sharpnessOf(video: HTMLVideoElement): Sharpness {
  const { videoWidth: width, videoHeight: height } = video;
  const context = new OffscreenCanvas(Math.max(width, 1), Math.max(height, 1)).getContext('2d');
  if (!context || width === 0) return { width, height, detail: 0 };
  context.drawImage(video, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  let sum = 0;
  for (let at = 4; at < data.length; at += 4) sum += Math.abs((data[at] ?? 0) - (data[at - 4] ?? 0));
  return { width, height, detail: sum / (width * height) };
}

declare global {
  interface Window {
    sharpness: typeof sharpnessOf;
    wanted?: Sharpness;
    /** After the first connection of this page had come about, in ms. */
    sharpAfterMs?: number;
  }
}

/** What the sharer themselves would see, from the track that they send. */
export async function sharpnessSent({ page }: Person): Promise<Sharpness> {
  await page.evaluate(`window.sharpness = ${sharpnessOf.toString()}`);
  return page.evaluate(async () => {
    const tracks = window.observedPeerConnections.flatMap((connection) =>
      connection.getSenders().flatMap(({ track }) => track ?? []),
    );
    const screen = tracks.find((track) => track.getSettings().displaySurface !== undefined);
    if (!screen) throw new Error('No screen is sent');
    const video = document.createElement('video');
    video.srcObject = new MediaStream([screen.clone()]);
    video.muted = true;
    await video.play();
    await new Promise((shown) => video.requestVideoFrameCallback(shown));
    return window.sharpness(video);
  });
}

/** From now on, and through every page to come: notes when a screen that is shared here is as sharp as `wanted`. */
export async function noteWhenSharp({ page }: Person, wanted: Sharpness): Promise<void> {
  await page.addInitScript(`window.sharpness = ${sharpnessOf.toString()}`);
  await page.addInitScript((enough) => {
    let connectedAt: number | null = null;
    const look = setInterval(() => {
      const connections = (window.observedPeerConnections as RTCPeerConnection[] | undefined) ?? [];
      if (connections.some(({ connectionState }) => connectionState === 'connected'))
        connectedAt ??= performance.now();
      const video = document.querySelector<HTMLVideoElement>('[data-screen-of] video');
      if (connectedAt === null || !video) return;
      const { width, height, detail } = window.sharpness(video);
      if (width < enough.width || height < enough.height || detail < enough.detail) return;
      window.sharpAfterMs = performance.now() - connectedAt;
      clearInterval(look);
    }, 100);
  }, wanted);
}

/** As when another tab is in front: no tab of a browser without a screen is ever hidden. */
export const turnAway = (page: Page, away: boolean): Promise<void> =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (hidden ? 'hidden' : 'visible'),
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, away);

/** More frames than when it was asked. */
export async function expectFrames(tile: Locator): Promise<void> {
  const before = await framesOf(tile);
  await expect.poll(() => framesOf(tile)).toBeGreaterThan(before + 3);
}

/** Not a frame in a second. */
export async function expectNoFrames(tile: Locator): Promise<void> {
  let before = -1;
  const isStill = async (): Promise<boolean> => {
    const now = await framesOf(tile);
    const still = now === before;
    before = now;
    return still;
  };
  await expect.poll(isStill, { intervals: [1_000] }).toBe(true);
}

/** How many tiles are on the stage: none cut off, none scrolled away, none over another. */
export const tilesInSight = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const stage = document.querySelector('parlour-stage')?.getBoundingClientRect();
    if (!stage) return 0;
    const tiles = [...document.querySelectorAll('parlour-stage [role=group]')]
      .map((tile) => tile.getBoundingClientRect())
      .filter(({ width }) => width > 0);
    const isInside = ({ left, right, top, bottom }: DOMRect): boolean =>
      left >= stage.left - 1 &&
      right <= stage.right + 1 &&
      top >= stage.top - 1 &&
      bottom <= stage.bottom + 1;
    const isApart = (one: DOMRect, other: DOMRect): boolean =>
      other.left >= one.right ||
      one.left >= other.right ||
      other.top >= one.bottom ||
      one.top >= other.bottom;
    const isClear = (one: DOMRect): boolean => tiles.every((other) => other === one || isApart(one, other));
    return tiles.filter((tile) => isInside(tile) && isClear(tile)).length;
  });
