/** What went wrong, in numbers that have to be 0, and what happened on the way. */
export interface Findings {
  /** Written by people, in all tabs. */
  readonly sent: number;
  /** Of those, the ones whose acknowledgement reached the tab. */
  readonly acknowledged: number;
  readonly changes: number;
  /** Written or acknowledged and not stored, or stored and not shown in some tab. */
  readonly lost: number;
  /** Stored, told or shown twice. */
  readonly doubled: number;
  /** Told, shown or stored in another order than that of the chat, or of who wrote. */
  readonly reordered: number;
  /** Shown in some tab otherwise than it is stored. */
  readonly stale: number;
  /** Still on its way out at the end. */
  readonly unsent: number;
  /** Answers of the server that it did not know what was wrong. */
  readonly internal: number;
  readonly faults: Readonly<Record<string, number>>;
  /** The first of what went wrong, in words. */
  readonly details: readonly string[];
}

/** What must never happen. */
export const counted = ['lost', 'doubled', 'reordered', 'stale', 'unsent', 'internal'] as const;
export type Fault = (typeof counted)[number];

export const isClean = (findings: Findings): boolean => counted.every((name) => findings[name] === 0);

export function addUp(all: readonly Findings[]) {
  const sum = (name: 'sent' | 'acknowledged' | 'changes' | Fault) =>
    all.reduce((total, findings) => total + findings[name], 0);
  const faults: Record<string, number> = {};
  for (const { faults: some } of all) {
    for (const [name, count] of Object.entries(some)) faults[name] = (faults[name] ?? 0) + count;
  }
  const totals = Object.fromEntries(counted.map((name) => [name, sum(name)])) as Record<Fault, number>;
  return { sent: sum('sent'), acknowledged: sum('acknowledged'), changes: sum('changes'), ...totals, faults };
}
