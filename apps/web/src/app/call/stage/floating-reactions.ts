import { type User } from '@parlour/contracts';

/** One reaction on its way up. */
export interface FloatingReaction {
  readonly key: number;
  readonly emoji: string;
  /** Null: they have left. */
  readonly user: User | null;
  /** Side by side, so that two at once do not cover each other: 0 is next to the edge. */
  readonly lane: number;
}

/** As many as fit beside each other on a phone. */
const lanes = 4;
/** More at once say nothing more: the oldest go. */
const maxFloating = 24;

/** Those that float, with another one, in the lane that has been free for longest. */
export function withReaction(
  floating: readonly FloatingReaction[],
  reaction: Pick<FloatingReaction, 'emoji' | 'user'>,
): { readonly floating: readonly FloatingReaction[]; readonly added: FloatingReaction } {
  const last = floating.at(-1);
  const added = {
    ...reaction,
    key: (last?.key ?? -1) + 1,
    lane: last ? (last.lane + 1) % lanes : 0,
  };
  return { floating: [...floating, added].slice(-maxFloating), added };
}
