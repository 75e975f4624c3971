/** One of the eight colours of the tokens. */
export type AvatarColor = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
const colors: readonly AvatarColor[] = [1, 2, 3, 4, 5, 6, 7, 8];

/** The same person has the same colour on every screen: FNV-1a (RFC 9923) over the id. */
export function avatarColor(id: string): AvatarColor {
  let hash = 0x811c9dc5;
  for (const char of id) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return colors[(hash >>> 0) % colors.length] ?? 1;
}

/** `anna_berg` is AB, `anna` is A: one letter is calmer than two that stand for nothing. */
export function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return words
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}
