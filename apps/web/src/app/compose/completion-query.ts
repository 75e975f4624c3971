/** What is being typed right before the caret, and could be completed. */
export interface CompletionQuery {
  readonly kind: 'person' | 'emoji';
  /** Where its sign stands; what is chosen takes its place from there to the caret. */
  readonly from: number;
  /** Without its sign. */
  readonly query: string;
}

/** Not within a word or an address: the same as a mention. */
const person = /(?<![\p{L}\p{N}_@./-])@([a-z0-9_]{0,20})$/iu;
const emoji = /(?<![\p{L}\p{N}_:])[:]([a-z0-9_+-]{2,30})$/iu;
const wholeCode = /(?<![\p{L}\p{N}_:])[:]([a-z0-9_+-]{2,30})[:]$/iu;

export function completionAt(text: string, caret: number): CompletionQuery | null {
  const before = text.slice(0, caret);
  if (isInCode(before)) return null;
  for (const [kind, pattern] of [
    ['person', person],
    ['emoji', emoji],
  ] as const) {
    const [whole, query] = pattern.exec(before.slice(-64)) ?? [];
    if (whole !== undefined && query !== undefined) return { kind, from: caret - whole.length, query };
  }
  return null;
}

/** `:tada:`, just closed. */
export function codeAt(text: string, caret: number): { readonly from: number; readonly code: string } | null {
  const before = text.slice(0, caret);
  const [whole, code] = wholeCode.exec(before.slice(-64)) ?? [];
  return whole === undefined || code === undefined || isInCode(before)
    ? null
    : { from: caret - whole.length, code };
}

/** What is typed as code is meant as it is typed. */
const isInCode = (before: string): boolean => (before.match(/`+/g)?.length ?? 0) % 2 === 1;
