import { createHash, randomBytes } from 'node:crypto';

/** A secret that its bearer presents: a refresh token, a link for a new password. */
export interface NewToken {
  /** What the bearer keeps. */
  readonly token: string;
  /** What the database keeps. 256 random bits need no slow hash. */
  readonly hash: Buffer;
}

export function newToken(): NewToken {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOfToken(token) };
}

export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();
