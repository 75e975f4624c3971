import { slots, type SlotName } from '../peer/slots';
import { type Route } from './peer-quality';

/** What one direction of one slot has carried so far, and what it looks like now. */
export interface Flow {
  /** Ms, of the browser's clock of statistics. */
  readonly at: number;
  readonly bytes: number;
  readonly packets: number;
  readonly lost: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly framesPerSecond: number | null;
  readonly codec: string | null;
}

export type Flows = Readonly<Record<SlotName, Flow | null>>;

/** What RTCPeerConnection.getStats() tells, as far as it is of use here (W3C WebRTC Statistics). */
export interface StatsReading {
  readonly route: Route | null;
  readonly roundTripMs: number | null;
  /** Bits per second; Chromium alone tells it. */
  readonly estimate: number | null;
  /** The share of our packets that the other side missed lately, of the worst slot. */
  readonly outboundLoss: number | null;
  readonly limited: 'bandwidth' | 'cpu' | null;
  /** Of the picture that the camera gives. */
  readonly captureHeight: number | null;
  readonly inbound: Flows;
  readonly outbound: Flows;
}

/** Browsers differ in what they leave out, so nothing is taken for granted. */
type Entry = Readonly<Record<string, unknown>>;

export function readStats(report: RTCStatsReport): StatsReading {
  const entries = [...report.values()] as Entry[];
  const byId = new Map(entries.map((entry) => [entry['id'], entry]));
  const ofType = (type: string): Entry[] => entries.filter((entry) => entry['type'] === type);
  const pair = selectedPair(ofType('transport'), ofType('candidate-pair'), byId);
  const remote = ofType('remote-inbound-rtp');
  const outbound = ofType('outbound-rtp');
  const reasons = outbound.map((entry) => entry['qualityLimitationReason']);
  const roundTrip = numberOf(pair, 'currentRoundTripTime') ?? highest(remote, 'roundTripTime');
  const camera = outbound.find((entry) => slotOf(entry) === 'camera');
  return {
    route: pair ? routeOf(pair, byId) : null,
    roundTripMs: roundTrip === null ? null : Math.round(roundTrip * 1_000),
    estimate: numberOf(pair, 'availableOutgoingBitrate'),
    outboundLoss: highest(remote, 'fractionLost'),
    limited: (['cpu', 'bandwidth'] as const).find((reason) => reasons.includes(reason)) ?? null,
    captureHeight: numberOf(byId.get(camera?.['mediaSourceId']), 'height'),
    inbound: flowsOf(ofType('inbound-rtp'), 'bytesReceived', byId),
    outbound: flowsOf(outbound, 'bytesSent', byId),
  };
}

/** Firefox has no transport that names it. */
function selectedPair(
  transports: readonly Entry[],
  pairs: readonly Entry[],
  byId: ReadonlyMap<unknown, Entry>,
): Entry | undefined {
  const named = transports.map((transport) => byId.get(transport['selectedCandidatePairId']));
  return (
    named.find((pair) => pair !== undefined) ??
    pairs.find((pair) => pair['selected'] === true) ??
    pairs.find((pair) => pair['nominated'] === true && pair['state'] === 'succeeded')
  );
}

function routeOf(pair: Entry, byId: ReadonlyMap<unknown, Entry>): Route {
  const ends = [pair['localCandidateId'], pair['remoteCandidateId']].map((id) => byId.get(id));
  return ends.some((candidate) => candidate?.['candidateType'] === 'relay') ? 'relayed' : 'direct';
}

function flowsOf(
  entries: readonly Entry[],
  bytes: 'bytesSent' | 'bytesReceived',
  byId: ReadonlyMap<unknown, Entry>,
): Flows {
  const flows: Record<SlotName, Flow | null> = {
    microphone: null,
    camera: null,
    screen: null,
    screenAudio: null,
  };
  for (const entry of entries) {
    const slot = slotOf(entry);
    if (slot) flows[slot] = flowOf(entry, bytes, byId);
  }
  return flows;
}

function flowOf(entry: Entry, bytes: string, byId: ReadonlyMap<unknown, Entry>): Flow {
  const mimeType = byId.get(entry['codecId'])?.['mimeType'];
  return {
    at: numberOf(entry, 'timestamp') ?? 0,
    bytes: numberOf(entry, bytes) ?? 0,
    packets: numberOf(entry, 'packetsReceived') ?? 0,
    lost: numberOf(entry, 'packetsLost') ?? 0,
    width: numberOf(entry, 'frameWidth'),
    height: numberOf(entry, 'frameHeight'),
    framesPerSecond: numberOf(entry, 'framesPerSecond'),
    codec: typeof mimeType === 'string' ? mimeType.replace(/^.*\//, '') : null,
  };
}

/** Browsers number the media sections in their order, which is that of the slots; where they do not say, it is a person. */
function slotOf(entry: Entry): SlotName | null {
  const { mid, kind } = entry;
  const named = typeof mid === 'string' ? slots[Number(mid)] : undefined;
  const slot = named?.kind === kind ? named : slots.find((one) => one.kind === kind);
  return slot?.name ?? null;
}

function highest(entries: readonly Entry[], field: string): number | null {
  const values = entries.flatMap((entry) => numberOf(entry, field) ?? []);
  return values.length === 0 ? null : Math.max(...values);
}

function numberOf(entry: Entry | undefined, field: string): number | null {
  const value = entry?.[field];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
