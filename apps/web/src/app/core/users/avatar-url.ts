import { type AvatarSize, type User, routeUrl, routes } from '@parlour/contracts';

/** Most screens today put two pixels into one of CSS, in each direction. */
const density = 2;

/** Where the picture of somebody is, sharp at `sizePx` CSS pixels; null where there is none. */
export function avatarUrl({ avatar }: Pick<User, 'avatar'>, sizePx: number): string | null {
  if (avatar === null) return null;
  const needed = sizePx * density;
  const size: AvatarSize = needed <= 64 ? '64' : needed <= 256 ? '256' : '512';
  return routeUrl(routes.avatar, { avatarId: avatar, size });
}
