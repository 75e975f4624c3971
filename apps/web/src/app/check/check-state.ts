import { type CheckId, checkIds, type Finding, type Verdict, verdicts } from './findings';

/**
 * One check:  waiting ──► running ──► done { verdict }
 *                            └──► asking ──┘ (only a person knows whether the loudspeaker was heard)
 */
export type CheckState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'done'; readonly verdict: Verdict; readonly finding: Finding };

export type CheckStates = Readonly<Record<CheckId, CheckState>>;

export const waitingStates = Object.fromEntries(
  checkIds.map((id) => [id, { kind: 'waiting' }]),
) as unknown as CheckStates;

export function done<I extends CheckId>(id: I, finding: Finding<I>): CheckState {
  const table: Readonly<Record<string, Verdict>> = verdicts[id];
  return { kind: 'done', verdict: table[finding.code] ?? 'failed', finding: finding as Finding };
}

/** How the whole of it stands: the words on top, and when the report can be copied. */
export interface Summary {
  readonly kind: 'waiting' | 'running' | 'asking' | 'done';
  readonly failed: number;
  readonly warnings: number;
  /** What could not be checked, mostly because the server has not got it. */
  readonly skipped: number;
}

export function summaryOf(states: CheckStates): Summary {
  const all = checkIds.map((id) => states[id]);
  const count = (verdict: Verdict): number =>
    all.filter((state) => state.kind === 'done' && state.verdict === verdict).length;
  const is = (kind: CheckState['kind']): boolean => all.some((state) => state.kind === kind);
  const begun = all.some(({ kind }) => kind !== 'waiting');
  const kind = !begun
    ? 'waiting'
    : is('running') || is('waiting')
      ? 'running'
      : is('asking')
        ? 'asking'
        : 'done';
  return { kind, failed: count('failed'), warnings: count('warning'), skipped: count('skipped') };
}
