import { expect, type Page } from '@playwright/test';

declare global {
  interface Window {
    /** What the browser last told of each connection that was asked. */
    lastReports: Map<RTCPeerConnection, RTCStatsReport>;
    audioContexts: AudioContext[];
  }
}

/**
 * Runs in the page, before its own scripts: keeps what the browser tells of connections, for one that is closed tells nothing
 * any more, and every AudioContext.
 */
export function keepWhatIsTold(): void {
  window.lastReports = new Map();
  const { getStats } = RTCPeerConnection.prototype;
  RTCPeerConnection.prototype.getStats = async function () {
    const report = await getStats.call(this);
    window.lastReports.set(this, report);
    return report;
  };
  const made: AudioContext[] = [];
  window.audioContexts = made;
  window.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      made.push(this);
    }
  };
}

export interface Received {
  readonly framesDecoded: number;
  readonly soundPackets: number;
  /** By which kind of candidate it came: where it is a relay, with the protocol by which the browser speaks to that. */
  readonly way: string;
}

/** What the receiving end of the last call with oneself had received at its end, by the browser's own count. */
export const receivedBy = (page: Page): Promise<Received | null> =>
  page.evaluate(() => {
    let received: Received | null = null;
    for (const stats of window.lastReports.values()) {
      const reports = [...stats.values()];
      const inbound = reports.filter(({ type }) => type === 'inbound-rtp');
      const transport = reports.find(({ type }) => type === 'transport');
      const pair = stats.get(transport?.selectedCandidatePairId ?? '');
      const { candidateType, relayProtocol } = stats.get(pair?.localCandidateId ?? '') ?? {};
      received = {
        framesDecoded: inbound.find(({ kind }) => kind === 'video')?.framesDecoded ?? 0,
        soundPackets: inbound.find(({ kind }) => kind === 'audio')?.packetsReceived ?? 0,
        way: relayProtocol === undefined ? candidateType : `${candidateType} by ${relayProtocol}`,
      };
    }
    return received;
  });

/** Waits until no connection is open, none that was sent is live any more, and nothing sounds. */
export async function expectAllEnded(page: Page): Promise<void> {
  const held = (): Promise<object> =>
    page.evaluate(() => ({
      connections: window.observedPeerConnections.filter(
        ({ connectionState }) => connectionState !== 'closed',
      ).length,
      tracks: window.observedPeerConnections
        .flatMap((connection) => connection.getSenders())
        .filter(({ track }) => track?.readyState === 'live').length,
      contexts: window.audioContexts.filter(({ state }) => state !== 'closed').length,
    }));
  await expect.poll(held).toEqual({ connections: 0, tracks: 0, contexts: 0 });
}
