/** A size of picture, what it takes to look well, and below what the next smaller one looks better. */
export interface Rung {
  readonly height: number;
  readonly framesPerSecond: number;
  /** Bits per second, for VP8. */
  readonly bitrate: number;
  readonly leastBitrate: number;
}

const rung = (height: number, framesPerSecond: number, bitrate: number, leastBitrate: number): Rung => ({
  height,
  framesPerSecond,
  bitrate,
  leastBitrate,
});

/** Best first. */
export const rungs: readonly Rung[] = [
  rung(720, 30, 1_700_000, 900_000),
  rung(540, 30, 1_200_000, 550_000),
  rung(480, 24, 800_000, 400_000),
  rung(360, 20, 450_000, 200_000),
  rung(240, 15, 250_000, 100_000),
  rung(180, 12, 120_000, 60_000),
  rung(90, 8, 60_000, 0),
];

/**
 * The height of what is sent, by the number of those to whom it is sent, for each is encoded by itself; and while we have the floor.
 * The last line is for all beyond it. (Nextcloud Talk goes down at 4, 7, 10 and 15 pictures.)
 */
const byCount: readonly { readonly quiet: number; readonly active: number }[] = [
  { quiet: 720, active: 720 },
  { quiet: 720, active: 720 },
  { quiet: 540, active: 720 },
  { quiet: 480, active: 540 },
  { quiet: 360, active: 480 },
  { quiet: 360, active: 480 },
  { quiet: 240, active: 360 },
];

/** Frames per second of a screen; the more of them are encoded, and the busier the processor, the fewer. */
const screenFrames = [30, 15, 10, 5] as const;

/** The best that a picture may be which is sent `count` times. */
export function bestRung(count: number, active: boolean): Rung {
  const { quiet, active: withFloor } = atMost(byCount, count - 1);
  const height = active ? withFloor : quiet;
  return rungs.find((one) => one.height === height) ?? atMost(rungs, 0);
}

/** So many rungs further down, as far as there are any. */
export function lowerRung(from: Rung, steps: number): Rung {
  return atMost(rungs, rungs.indexOf(from) + steps);
}

/** The smallest that fills what is shown, in pixels; no better than `best`. */
export function rungShownAt(height: number, best: Rung): Rung {
  return rungs.findLast((one) => one.height >= height || one === best) ?? best;
}

/** The largest that looks well with so many bits; no better than `best`. */
export function rungFor(bitrate: number, best: Rung): Rung {
  return rungs.find((one) => one.height <= best.height && one.leastBitrate <= bitrate) ?? best;
}

export function framesOfScreen(count: number, cpuSteps: number): number {
  return atMost(screenFrames, (count > 2 ? 1 : 0) + cpuSteps);
}

function atMost<T>(list: readonly T[], index: number): T {
  const at = list[Math.min(Math.max(0, index), list.length - 1)];
  if (at === undefined) throw new RangeError('The list is empty');
  return at;
}
