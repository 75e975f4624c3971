/** `grid`: all alike. `speaker`: who speaks stands large, the others beside them. `spotlight`: nobody beside them. */
export type LayoutName = 'grid' | 'speaker' | 'spotlight';
export const layoutNames: readonly LayoutName[] = ['grid', 'speaker', 'spotlight'];

/** Something that can stand on the stage. */
export interface Candidate {
  readonly key: string;
  readonly kind: 'self' | 'person' | 'awaited' | 'screen' | 'own-screen';
  readonly participantId: string;
}

/** What decides who stands where; all of it is a wish, and may name somebody who has left. */
export interface StageWish {
  readonly layout: LayoutName;
  /** The key of what this person has pinned, for themselves. */
  readonly pinned: string | null;
  /** Which other participant spoke last. */
  readonly speaker: string | null;
}

/** Keys: `featured` stands large, `aside` beside it, or, where nothing is featured, all in one grid. */
export interface Cast {
  readonly featured: readonly string[];
  readonly aside: readonly string[];
}

/**
 * Who stands where. What is pinned comes first, then the screens of others (one's own would show itself in itself, without
 * end), then, unless all are to be alike, who speaks.
 */
export function castOf(candidates: readonly Candidate[], wish: StageWish): Cast {
  const featured = candidates.length < 2 ? [] : featuredAmong(candidates, wish).map(({ key }) => key);
  const aside = candidates.map(({ key }) => key).filter((key) => !featured.includes(key));
  if (wish.layout === 'spotlight' && featured.length > 0) return { featured, aside: [] };
  return { featured, aside };
}

/** What to show where there is place for one only: another's screen, or face. Null: nobody else is there. */
export function focusOf(candidates: readonly Candidate[], wish: Omit<StageWish, 'layout'>): Candidate | null {
  const others = candidates.filter(({ kind }) => kind === 'person' || kind === 'screen');
  return featuredAmong(others, { ...wish, layout: 'speaker' })[0] ?? null;
}

function featuredAmong(candidates: readonly Candidate[], wish: StageWish): readonly Candidate[] {
  const pinned = candidates.find(({ key }) => key === wish.pinned);
  if (pinned) return [pinned];
  const screens = candidates.filter(({ kind }) => kind === 'screen');
  if (screens.length > 0) return screens;
  if (wish.layout === 'grid') return [];
  const people = candidates.filter(({ kind }) => kind === 'person');
  const speaker = people.find(({ participantId }) => participantId === wish.speaker);
  const first = speaker ?? people[0] ?? candidates.find(({ kind }) => kind === 'awaited');
  return first ? [first] : [];
}
