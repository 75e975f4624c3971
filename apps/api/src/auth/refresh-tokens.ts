import { createHash, randomBytes } from 'node:crypto';

/** A session ends when it was not used for so long; each use begins the time anew. */
export const refreshTokenLifetimeMs = 30 * 24 * 3_600_000;

/**
 * Two tabs that wake at once send the same token: whoever comes second within this time gets a token too (RFC 9700
 * section 4.14.2 leaves the choice). Later, a used token in use means that somebody has a copy.
 */
export const siblingGraceMs = 10_000;

export interface NewRefreshToken {
  /** What the client keeps. */
  readonly token: string;
  /** What the database keeps. 256 random bits need no slow hash. */
  readonly hash: Buffer;
}

export function newRefreshToken(): NewRefreshToken {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOfRefreshToken(token) };
}

export const hashOfRefreshToken = (token: string): Buffer => createHash('sha256').update(token).digest();
