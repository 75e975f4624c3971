import { type CallTarget } from '@parlour/contracts';

/** Where a call belongs, and so which page shows it. */
export type CallPlace =
  | { readonly kind: 'room'; readonly roomId: string; readonly slug: string; readonly title: string }
  /** The direct chat from which it was begun, or by whose ring one came in. */
  | { readonly kind: 'direct'; readonly chatId: string };

export const isSamePlace = (a: CallPlace | null, b: CallPlace | null): boolean => keyOf(a) === keyOf(b);

/** Where the page of a place is, for the router. */
export const linkTo = (place: CallPlace): string[] =>
  place.kind === 'room' ? ['/rooms', place.slug] : ['/direct', place.chatId];

export const targetOf = (place: CallPlace, callId: string): CallTarget =>
  place.kind === 'room' ? { kind: 'room', roomId: place.roomId } : { kind: 'direct', callId };

function keyOf(place: CallPlace | null): string {
  if (place === null) return '';
  return place.kind === 'room' ? `room ${place.roomId}` : `direct ${place.chatId}`;
}
