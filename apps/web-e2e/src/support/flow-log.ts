import type { Page } from '@playwright/test';

/** What one connection had received at a moment. */
export interface FlowSample {
  /** Unix time in ms, which is the same for all browsers of this machine. */
  readonly at: number;
  /** Numbers the RTCPeerConnections of the page in the order in which they were made. */
  readonly connection: number;
  readonly framesDecoded: number;
  readonly audioPackets: number;
  readonly audioPacketsLost: number;
  /** Of what was sent. */
  readonly bytesSent: number;
  /** Null while nobody has answered. */
  readonly roundTripMs: number | null;
}

interface FlowLog {
  readonly samples: FlowSample[];
  /** Rounds of offer and answer that came to their end, of each connection. */
  readonly negotiations: number[];
}

declare global {
  interface Window {
    flowLog: FlowLog;
  }
}

/** Runs in the page, before its own scripts and after `keepPeerConnections`: writes down what arrives, and when. */
export function keepFlowLog(everyMs: number): void {
  const log: FlowLog = { samples: [], negotiations: [] };
  window.flowLog = log;
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      const index = window.observedPeerConnections.indexOf(this);
      log.negotiations[index] = 0;
      this.addEventListener('signalingstatechange', () => {
        if (this.signalingState === 'stable') log.negotiations[index] = (log.negotiations[index] ?? 0) + 1;
      });
    }
  };

  const read = async (connection: RTCPeerConnection, index: number): Promise<void> => {
    if (connection.connectionState === 'closed') return;
    let [framesDecoded, audioPackets, audioPacketsLost, bytesSent] = [0, 0, 0, 0];
    let roundTripMs: number | null = null;
    const at = Date.now();
    const stats = await connection.getStats();
    for (const report of stats.values()) {
      if (report.type === 'transport') {
        bytesSent += report.bytesSent ?? 0;
        // Pairs that were in use before stay nominated.
        const seconds = stats.get(report.selectedCandidatePairId ?? '')?.currentRoundTripTime;
        if (seconds !== undefined) roundTripMs = seconds * 1_000;
      }
      if (report.type !== 'inbound-rtp') continue;
      if (report.kind === 'video') framesDecoded += report.framesDecoded ?? 0;
      else {
        audioPackets += report.packetsReceived ?? 0;
        audioPacketsLost += report.packetsLost ?? 0;
      }
    }
    log.samples.push({
      at,
      connection: index,
      framesDecoded,
      audioPackets,
      audioPacketsLost,
      bytesSent,
      roundTripMs,
    });
  };
  const tick = async (): Promise<void> => {
    await Promise.all(window.observedPeerConnections.map(read));
    setTimeout(() => void tick(), everyMs);
  };
  void tick();
}

/** For whoever reads what the tests print: the figures that they hold against a limit. */
export const print = (line: string): void => void process.stdout.write(`${line}\n`);

export const readFlowLog = (page: Page): Promise<FlowLog> => page.evaluate(() => window.flowLog);

type Counted = 'framesDecoded' | 'audioPackets';

/** The moments at which something had arrived since the sample before, on any of the connections. */
export function arrivals(samples: readonly FlowSample[], what: Counted): number[] {
  const last = new Map<number, number>();
  return samples.flatMap((sample) => {
    const before = last.get(sample.connection) ?? 0;
    last.set(sample.connection, sample[what]);
    return sample[what] > before ? [sample.at] : [];
  });
}

/** Until something arrives again after this moment, in ms; null: nothing has. */
export function recovery(samples: readonly FlowSample[], what: Counted, since: number): number | null {
  const first = arrivals(samples, what).find((at) => at > since);
  return first === undefined ? null : first - since;
}

/** By how much a count grew between two moments, on the connections that were there all the time. */
export function growth(
  samples: readonly FlowSample[],
  what: Exclude<keyof FlowSample, 'at' | 'connection' | 'roundTripMs'>,
  from: number,
  to: number,
): number {
  const within = samples.filter(({ at }) => at >= from && at <= to);
  const connections = new Set(within.map(({ connection }) => connection));
  return [...connections].reduce((sum, number) => {
    const own = within.filter(({ connection }) => connection === number);
    return sum + (own.at(-1)?.[what] ?? 0) - (own[0]?.[what] ?? 0);
  }, 0);
}

/**
 * The longest time in which nothing arrived on a connection, in ms, between two moments: for so long each sample was
 * the same as the one before. That a busy machine takes its samples late does not count.
 */
export function longestPause(
  samples: readonly FlowSample[],
  what: Counted,
  from: number,
  to: number,
): number {
  const since = new Map<number, FlowSample>();
  let longest = 0;
  for (const sample of samples.filter(({ at }) => at >= from && at <= to)) {
    const first = since.get(sample.connection);
    if (first?.[what] === sample[what]) longest = Math.max(longest, sample.at - first.at);
    else since.set(sample.connection, sample);
  }
  return longest;
}
