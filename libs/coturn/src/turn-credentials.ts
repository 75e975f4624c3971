import { createHmac } from 'node:crypto';

export interface TurnCredentials {
  readonly username: string;
  readonly credential: string;
}

/**
 * What coturn lets in by its secret (draft-uberti-behave-turn-rest-00, section 2.2): made here without the product, so that
 * a test may also hold the product's against them.
 */
export function turnCredentials(secret: string, user: string, expiresAt: Date): TurnCredentials {
  const username = `${Math.floor(expiresAt.getTime() / 1_000)}:${user}`;
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}
