import { createHmac } from 'node:crypto';

export interface TurnCredentials {
  readonly username: string;
  readonly credential: string;
}

/**
 * A name that says until when it lets in and whose it is, and the password that belongs to it by the secret that this server
 * and the relay share (draft-uberti-behave-turn-rest-00, section 2.2; coturn's `use-auth-secret`). SHA-1 is what coturn
 * computes; as an HMAC it is sound (RFC 6194 section 3.3).
 */
export function turnCredentials(secret: string, userId: string, expiresAt: Date): TurnCredentials {
  const username = `${Math.floor(expiresAt.getTime() / 1_000)}:${userId}`;
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}
