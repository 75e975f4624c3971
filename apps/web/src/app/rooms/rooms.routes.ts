import { type Routes, type UrlMatcher } from '@angular/router';

/**
 * `/rooms/:slug` is the first chat of a room, `/rooms/:slug/:chatId` another one: one page for all of them, so that going
 * from chat to chat leaves the call on it as it is.
 */
export const roomAndChat: UrlMatcher = (segments) => {
  const [slug, chatId] = segments;
  if (!slug || segments.length > 2) return null;
  return { consumed: segments, posParams: { slug, ...(chatId ? { chatId } : {}) } };
};

/** The pages under /rooms. */
export const roomsRoutes: Routes = [
  { matcher: roomAndChat, loadComponent: () => import('./room-page').then((file) => file.RoomPage) },
];
