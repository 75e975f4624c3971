import type { Locator, Page } from '@playwright/test';

/** What arrives from one participant, read off the RTCPeerConnection that their tile plays. */
export interface Inbound {
  readonly framesDecoded: number;
  /** Sum over time of the energy heard (W3C WebRTC Statistics, totalAudioEnergy); silence adds nothing. */
  readonly audioEnergy: number;
}

declare global {
  interface Window {
    observedPeerConnections: RTCPeerConnection[];
  }
}

/** Runs in the page, before its own scripts: keeps every RTCPeerConnection that it makes, to ask it for its statistics. */
export function keepPeerConnections(): void {
  const made: RTCPeerConnection[] = [];
  window.observedPeerConnections = made;
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      made.push(this);
    }
  };
}

/** Runs in the page: the statistics of what it receives from that person; zeros while nothing is connected. */
export async function readInbound(username: string): Promise<Inbound> {
  const nothing = { framesDecoded: 0, audioEnergy: 0 };
  const tile = document.querySelector(`[data-participant-id][data-username="${username}"]`);
  const media = [...(tile?.querySelectorAll<HTMLMediaElement>('video, audio') ?? [])];
  const trackIds = media.flatMap((element) =>
    element.srcObject instanceof MediaStream ? element.srcObject.getTracks().map((track) => track.id) : [],
  );
  const connection = window.observedPeerConnections.find((candidate) =>
    candidate.getReceivers().some((receiver) => trackIds.includes(receiver.track.id)),
  );
  if (!connection) return nothing;
  const found = { ...nothing };
  for (const report of (await connection.getStats()).values()) {
    if (report.type !== 'inbound-rtp') continue;
    if (report.kind === 'video') found.framesDecoded += report.framesDecoded ?? 0;
    if (report.kind === 'audio') found.audioEnergy += report.totalAudioEnergy ?? 0;
  }
  return found;
}

export const tileOf = (page: Page, username: string): Locator =>
  page.locator(`[data-participant-id][data-username="${username}"]`);

export const inboundFrom = (page: Page, username: string): Promise<Inbound> =>
  page.evaluate(readInbound, username);

/** How many peer connections of this page are not closed. */
export const openPeerConnections = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      window.observedPeerConnections.filter((connection) => connection.connectionState !== 'closed').length,
  );
