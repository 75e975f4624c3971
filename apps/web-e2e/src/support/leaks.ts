import { expect, type Page } from '@playwright/test';

declare global {
  interface Window {
    capturedTracks: MediaStreamTrack[];
  }
}

/** Runs in the page, before its own scripts: keeps every track of a device or a screen that it ever gets. */
export function keepCapturedTracks(): void {
  const tracks: MediaStreamTrack[] = [];
  window.capturedTracks = tracks;
  const { getUserMedia, getDisplayMedia } = MediaDevices.prototype;
  const kept = (stream: MediaStream): MediaStream => {
    tracks.push(...stream.getTracks());
    return stream;
  };
  MediaDevices.prototype.getUserMedia = async function (constraints) {
    return kept(await getUserMedia.call(this, constraints));
  };
  MediaDevices.prototype.getDisplayMedia = async function (options) {
    return kept(await getDisplayMedia.call(this, options));
  };
}

export interface Held {
  /** What is captured and not let go, in alphabetical order. */
  readonly captured: readonly string[];
  /** Of every connection that is not closed: whether an agreement is under way, and whether it is connected. */
  readonly connections: readonly string[];
}

export const heldBy = (page: Page): Promise<Held> =>
  page.evaluate(() => ({
    captured: window.capturedTracks
      .filter(({ readyState }) => readyState === 'live')
      .map(({ kind }) => kind)
      .sort(),
    connections: window.observedPeerConnections
      .filter(({ connectionState }) => connectionState !== 'closed')
      .map(({ signalingState, connectionState }) => `${signalingState}, ${connectionState}`),
  }));

/** Waits until a page holds no device and no connection. */
export async function expectNothingHeld(page: Page, who: string): Promise<void> {
  await expect
    .poll(() => heldBy(page), { message: `${who} holds nothing` })
    .toEqual({ captured: [], connections: [] });
}
