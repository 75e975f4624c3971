import { type PeerView } from '@parlour/contracts';

export type ShownSlot = keyof PeerView;

/** What one tile shows: of whom, and how high in device pixels; null: nobody can see it. */
export interface Sight {
  readonly participantId: string;
  readonly slot: ShownSlot;
  readonly height: number | null;
}

export type Views = ReadonlyMap<string, PeerView>;

/** The contract's bound (`peerView`): no screen is higher. */
const maxHeight = 16_384;
/** A tile that grew by less needs no better picture at once. */
const worthTelling = 1.1;

/** What is shown of each of these participants, where several tiles show the same: by the largest. */
export function viewsOf(participants: readonly string[], sights: Iterable<Sight>): Views {
  const views = new Map<string, PeerView>(participants.map((id) => [id, { camera: null, screen: null }]));
  for (const { participantId, slot, height } of sights) {
    const view = views.get(participantId);
    if (view && height !== null) {
      const larger = Math.max(view[slot] ?? 1, Math.min(Math.round(height), maxHeight));
      views.set(participantId, { ...view, [slot]: larger });
    }
  }
  return views;
}

/** What they have to be told, after what they were told: those of whom something else is shown. */
export function changedViews(told: Views, now: Views): Views {
  return new Map([...now].filter(([id, view]) => !isSameView(told.get(id), view)));
}

/**
 * Whether somebody waits for a picture, or for a sharper one. What is hidden or shrinks has time: it may come back at
 * once, as tiles do that move from page to page.
 */
export function isUrgent(told: Views, now: Views): boolean {
  return [...now].some(([id, view]) => {
    const before = told.get(id);
    // Who was told nothing sends everything already.
    return (
      before !== undefined && (hasGrown(before.camera, view.camera) || hasGrown(before.screen, view.screen))
    );
  });
}

const hasGrown = (before: number | null, now: number | null): boolean =>
  now !== null && now > (before ?? 0) * worthTelling;

const isSameView = (a: PeerView | undefined, b: PeerView): boolean =>
  a?.camera === b.camera && a.screen === b.screen;
