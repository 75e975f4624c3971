/**
 * Going down when it is too much and up again when it has been well, without going to and fro: what was tried and failed is tried
 * again after twice the time. Counted in readings.
 */
export interface Trial {
  readonly bad: number;
  readonly good: number;
  /** Since the last step up; null: none, or it has proved itself. */
  readonly sinceRaise: number | null;
  /** So many good ones lead to a step up. */
  readonly patience: number;
}

export type Verdict = 'lower' | 'raise' | 'stay';

/** One bad reading is no news: a reading stands for two seconds. */
const badBeforeLower = 2;
const leastPatience = 5;
const mostPatience = 40;
/** A step up that is taken back within so many readings was a mistake. */
const provenAfter = 10;

export const freshTrial: Trial = { bad: 0, good: 0, sinceRaise: null, patience: leastPatience };

export function judge(trial: Trial, isBad: boolean): { readonly trial: Trial; readonly verdict: Verdict } {
  const bad = isBad ? trial.bad + 1 : 0;
  const good = isBad ? 0 : trial.good + 1;
  const since = trial.sinceRaise === null ? null : trial.sinceRaise + 1;
  const proven = since !== null && since > provenAfter;
  const sinceRaise = proven ? null : since;
  const patience = proven ? leastPatience : trial.patience;
  if (bad >= badBeforeLower) {
    const longer = sinceRaise === null ? patience : Math.min(mostPatience, patience * 2);
    return { trial: { bad: 0, good: 0, sinceRaise: null, patience: longer }, verdict: 'lower' };
  }
  if (good >= patience) return { trial: { bad: 0, good: 0, sinceRaise: 0, patience }, verdict: 'raise' };
  return { trial: { bad, good, sinceRaise, patience }, verdict: 'stay' };
}
