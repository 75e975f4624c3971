export interface Demand {
  /** Bits per second that would do. */
  readonly bitrate: number;
  /** How much of what is scarce goes here, beside the others. */
  readonly weight: number;
}

/**
 * Divides `supply` by weight; whoever needs less than their part leaves the rest to the others (max-min fairness). Answers in the
 * order of the demands: none gets more than it asked for, and all together not more than there is.
 */
export function fill(demands: readonly Demand[], supply: number): readonly number[] {
  const granted = demands.map(() => 0);
  let left = supply;
  let open = demands.map((demand, index) => ({ ...demand, index }));
  while (open.length > 0) {
    const share = left / open.reduce((sum, { weight }) => sum + weight, 0);
    const satisfied = open.filter(({ bitrate, weight }) => bitrate <= share * weight);
    const round = satisfied.length > 0 ? satisfied : open;
    for (const { index, bitrate, weight } of round) {
      granted[index] = Math.min(bitrate, share * weight);
      left -= granted[index];
    }
    open = open.filter((demand) => !round.includes(demand));
  }
  return granted;
}
