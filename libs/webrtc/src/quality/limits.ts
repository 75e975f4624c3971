import { freshTrial, judge, type Trial } from './trial';
import { floorBitrate } from './upload-policy';

/** What was seen of the way to one peer, in one reading. */
export interface Observation {
  /** Why the encoder of a picture holds back, by its own word. */
  readonly limited: 'bandwidth' | 'cpu' | null;
  /** Bits per second that the browser takes the way to carry; null: it does not tell. */
  readonly estimate: number | null;
  /** The share of our packets that did not arrive; null: they do not tell. */
  readonly loss: number | null;
  /** Bits per second that we allow for this peer now: of audio, and of pictures. */
  readonly audio: number;
  readonly pictures: number;
}

/** How much the way to one peer carries, as far as it was found out. */
export interface WayLimit {
  readonly trial: Trial;
  readonly readings: number;
  /** Bits per second for pictures; 0: none; null: no limit was found. */
  readonly ceiling: number | null;
}

/** How far the processor is behind, for all peers together. */
export interface CpuLimit {
  readonly trial: Trial;
  readonly steps: number;
}

export const freshWay: WayLimit = { trial: freshTrial, readings: 0, ceiling: null };
export const freshCpu: CpuLimit = { trial: freshTrial, steps: 0 };

/** A browser begins at 300 kbit/s and needs some seconds to find out how much there is: no reason to lower anything. */
const warmUpReadings = 5;
/** Without an estimate, more loss than this means that it is too much (the bound of GCC, draft-ietf-rmcat-gcc-02 section 6). */
const lossIsTooMuch = 0.1;
/** Below the estimate, so that what waits in the way can flow off. */
const lowered = 0.85;
const raised = 1.5;
/** The first picture after none. */
const firstCeiling = 2 * floorBitrate;
const nearly = 50_000;
const mostCpuSteps = 4;

export function learnWay(limit: WayLimit, seen: Observation): WayLimit {
  const readings = limit.readings + 1;
  if (readings <= warmUpReadings) return { ...limit, readings };
  const { trial, verdict } = judge(limit.trial, isTight(seen));
  switch (verdict) {
    case 'stay':
      return { ...limit, readings, trial };
    case 'lower':
      return { readings, trial, ceiling: loweredCeiling(limit, seen) };
    case 'raise':
      if (limit.ceiling === null) return { ...limit, readings, trial: freshTrial };
      return { readings, trial, ceiling: raisedCeiling(limit.ceiling, seen) };
  }
}

export function learnCpu(limit: CpuLimit, isBusy: boolean): CpuLimit {
  const { trial, verdict } = judge(limit.trial, isBusy);
  if (verdict === 'lower') return { trial, steps: Math.min(mostCpuSteps, limit.steps + 1) };
  if (verdict === 'stay') return { ...limit, trial };
  return limit.steps === 0 ? freshCpu : { trial, steps: limit.steps - 1 };
}

/**
 * The encoder says `bandwidth` too when our own bitrate is small for its picture, and the estimate is low while there is little
 * to send: only both together tell of the way.
 */
function isTight({ limited, estimate, loss, audio, pictures }: Observation): boolean {
  if (estimate === null) return (loss ?? 0) > lossIsTooMuch;
  return limited === 'bandwidth' && estimate < audio + pictures;
}

function loweredCeiling({ ceiling }: WayLimit, { estimate, audio, pictures }: Observation): number {
  const carried = estimate === null ? pictures * lowered : estimate * lowered - audio;
  const next = Math.min(carried, ceiling ?? Infinity);
  return next < floorBitrate ? 0 : next;
}

function raisedCeiling(ceiling: number, { pictures }: Observation): number | null {
  if (ceiling === 0) return firstCeiling;
  // What is not reached, not even nearly, limits nothing.
  return pictures + nearly < ceiling ? null : ceiling * raised;
}
