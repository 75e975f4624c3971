import { type Attention } from '../core/room-chats/attention';

/** Somewhere to go. */
export interface Place {
  readonly id: string;
  readonly kind: 'room' | 'chat' | 'person';
  readonly name: string;
  /** What else is known of it, and found by: its room, or a username. */
  readonly detail: string;
  readonly path: readonly string[];
  readonly attention: Attention;
}

const placesMax = 8;

/**
 * Those of which the name, or else the detail, has every word of the query, the nearest first: names that begin like it, then
 * words that do, then the rest. Without a query: where something is unread, and then as they come.
 */
export function findPlaces<P extends Place>(places: readonly P[], query: string): readonly P[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  return places
    .map((place) => ({ place, distance: words.length > 0 ? distanceTo(place, words) : calmness(place) }))
    .filter(({ distance }) => distance < Infinity)
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, placesMax)
    .map(({ place }) => place);
}

const calmness = ({ attention }: Place): number => (attention.mentions > 0 ? 0 : attention.loud > 0 ? 1 : 2);

function distanceTo({ name, detail }: Place, words: readonly string[]): number {
  const [folded, rest] = [fold(name), fold(detail)];
  const distances = words.map((word, index) => {
    if (index === 0 && folded.startsWith(word)) return 0;
    if (` ${folded}`.includes(` ${word}`)) return 1;
    if (folded.includes(word)) return 2;
    return rest.includes(word) ? 3 : Infinity;
  });
  return Math.max(...distances);
}

/** Without regard to case and accents. */
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
