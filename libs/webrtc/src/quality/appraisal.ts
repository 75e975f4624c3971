import { type PeerState } from '../peer/remote-peer';
import { slots } from '../peer/slots';
import { type PeerQuality, type QualityBars, type StreamQualities, type StreamQuality } from './peer-quality';
import { type Flow, type Flows, type StatsReading } from './stats-reading';

/** Fewer packets say nothing: in silence five come in a reading, and one of them lost would be a fifth. */
const leastPackets = 20;

/** From so much on, one bar less: the share of packets lost, and the time there and back. */
const steps: readonly { readonly bars: QualityBars; readonly loss: number; readonly roundTripMs: number }[] =
  [
    { bars: 4, loss: 0.01, roundTripMs: 250 },
    { bars: 3, loss: 0.04, roundTripMs: 400 },
    { bars: 2, loss: 0.1, roundTripMs: 800 },
  ];

/** `readings`: the last ones, oldest first, none from before a change of connection. */
export function appraise(
  state: PeerState['kind'],
  readings: readonly StatsReading[],
  limited: PeerQuality['limited'],
): PeerQuality {
  const [oldest, now, before] = [readings[0], readings.at(-1), readings.at(-2)];
  const window = { since: oldest?.inbound ?? null, until: now?.inbound ?? null };
  const loss = Math.max(
    lossOf(
      window,
      slots.map(({ name }) => name),
    ) ?? 0,
    now?.outboundLoss ?? 0,
  );
  return {
    bars: barsOf(state, loss, now?.roundTripMs ?? 0, limited),
    route: now?.route ?? null,
    roundTripMs: now?.roundTripMs ?? null,
    audioLoss: lossOf(window, ['microphone']),
    inbound: streamsOf(before?.inbound, now?.inbound),
    outbound: streamsOf(before?.outbound, now?.outbound),
    limited,
  };
}

/** Whether the later one goes on counting where the earlier one was: a new connection begins at zero. */
export function continues(before: StatsReading, now: StatsReading): boolean {
  return slots.every(
    ({ name }) =>
      goesOn(before.inbound[name], now.inbound[name]) && goesOn(before.outbound[name], now.outbound[name]),
  );
}

function goesOn(before: Flow | null, now: Flow | null): boolean {
  return before === null || now === null || (now.bytes >= before.bytes && now.packets >= before.packets);
}

function barsOf(
  state: PeerState['kind'],
  loss: number,
  roundTripMs: number,
  limited: PeerQuality['limited'],
): QualityBars {
  if (state !== 'connected') return 0;
  const bars = steps.find((step) => loss <= step.loss && roundTripMs <= step.roundTripMs)?.bars ?? 1;
  return limited === 'bandwidth' && bars === 4 ? 3 : bars;
}

function lossOf(
  { since, until }: { readonly since: Flows | null; readonly until: Flows | null },
  names: readonly (typeof slots)[number]['name'][],
): number | null {
  let [lost, all] = [0, 0];
  for (const name of names) {
    const [before, now] = [since?.[name], until?.[name]];
    if (!now) continue;
    const missing = Math.max(0, now.lost - (before?.lost ?? 0)); // a late packet takes a loss back
    lost += missing;
    all += missing + now.packets - (before?.packets ?? 0);
  }
  return all < leastPackets ? null : lost / all;
}

function streamsOf(before: Flows | undefined, now: Flows | undefined): StreamQualities {
  const of = (name: (typeof slots)[number]['name']): StreamQuality | null =>
    streamOf(before?.[name], now?.[name]);
  return {
    microphone: of('microphone'),
    camera: of('camera'),
    screen: of('screen'),
    screenAudio: of('screenAudio'),
  };
}

function streamOf(before: Flow | null | undefined, now: Flow | null | undefined): StreamQuality | null {
  if (!now || !before || now.at <= before.at || now.bytes <= before.bytes) return null;
  const { width, height, framesPerSecond, codec } = now;
  const bitrate = Math.round(((now.bytes - before.bytes) * 8_000) / (now.at - before.at));
  return { bitrate, width, height, framesPerSecond, codec };
}
