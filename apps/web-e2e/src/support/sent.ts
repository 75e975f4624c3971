import type { Page } from '@playwright/test';

/** What a page has sent so far by all its peer connections, and how it is set to. */
export interface Sent {
  /** Of RTP, with its headers. */
  readonly bytes: number;
  /** Ms, by the page's clock. */
  readonly at: number;
  /** Bits per second that the senders may take together. */
  readonly allowed: number;
  /** Pixels of the largest picture of a camera that the encoders are asked for; a busy machine sends smaller ones. */
  readonly height: number;
  /** How many pictures are sent, of the camera and the screen: one of each for every peer that shows it. */
  readonly pictures: number;
}

/** Runs in the page. */
async function readSent(): Promise<Sent> {
  const found = { bytes: 0, at: performance.now(), allowed: 0, height: 0, pictures: 0 };
  for (const connection of window.observedPeerConnections) {
    if (connection.connectionState === 'closed') continue;
    for (const sender of connection.getSenders()) {
      const [encoding] = sender.getParameters().encodings;
      if (!sender.track || encoding?.active === false) continue;
      found.allowed += encoding?.maxBitrate ?? Infinity;
      if (sender.track.kind !== 'video') continue;
      found.pictures += 1;
      const { height = 0 } = sender.track.getSettings();
      found.height = Math.max(found.height, Math.round(height / (encoding?.scaleResolutionDownBy ?? 1)));
    }
    for (const report of (await connection.getStats()).values()) {
      if (report.type !== 'outbound-rtp') continue;
      found.bytes += report.bytesSent + report.headerBytesSent;
    }
  }
  return found;
}

export const sentBy = (page: Page): Promise<Sent> => page.evaluate(readSent);

/** Bits per second between two readings. */
export const bitrateBetween = (before: Sent, now: Sent): number =>
  ((now.bytes - before.bytes) * 8_000) / (now.at - before.at);
