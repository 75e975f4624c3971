import { Injectable } from '@nestjs/common';
import { JwtService, type JwtSignOptions, type JwtVerifyOptions } from '@nestjs/jwt';
import { z } from 'zod';
import { ApiError } from '../http/api-error.js';
import { SessionsRepository } from './sessions.repository.js';

/** Who presents an access token, until when, and by which sign-in. */
export interface AccessClaims {
  readonly userId: string;
  readonly username: string;
  readonly sessionId: string;
  readonly expiresAt: Date;
}

export const accessTokenLifetimeMs = 10 * 60_000;

const issuer = 'parlour';
const audience = 'parlour:access';

const signOptions: JwtSignOptions = { algorithm: 'HS256', issuer, audience };

/** What is pinned, whatever a token's own header says (RFC 8725 sections 3.1 and 3.9). */
export const verifyOptions = {
  algorithms: ['HS256'],
  issuer,
  audience,
  clockTolerance: 5, // seconds by which the clocks of two nodes may differ
} satisfies JwtVerifyOptions;

/** `typ` tells an access token from any other token that we may ever sign (RFC 8725 section 3.11). */
const payloadSchema = z.object({
  typ: z.literal('access'),
  sub: z.uuid(),
  username: z.string(),
  sid: z.uuid(),
  exp: z.number(),
});

/** Makes and reads the short tokens that every request and every socket presents. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly jwt: JwtService,
    private readonly sessions: SessionsRepository,
  ) {}

  issue(user: { id: string; username: string }, sessionId: string): { token: string; expiresAt: Date } {
    const now = Math.floor(Date.now() / 1_000);
    const exp = now + accessTokenLifetimeMs / 1_000;
    const claims = { typ: 'access', username: user.username, sid: sessionId, iat: now, nbf: now, exp };
    const token = this.jwt.sign(claims, { ...signOptions, subject: user.id });
    return { token, expiresAt: new Date(exp * 1_000) };
  }

  /** @throws ApiError `token_expired` or `unauthenticated`. */
  async verify(token: string): Promise<AccessClaims> {
    let payload: unknown;
    try {
      payload = await this.jwt.verifyAsync(token, verifyOptions);
    } catch (error) {
      throw refusalOf(error);
    }
    return this.accept(payload);
  }

  /**
   * The second half of `verify`: of a payload whose signature, times, issuer and audience hold.
   * @throws ApiError `unauthenticated` where it is no access token, or of a session that has ended.
   */
  async accept(payload: unknown): Promise<AccessClaims> {
    const parsed = payloadSchema.safeParse(payload);
    if (!parsed.success) throw new ApiError('unauthenticated');
    const { sub, username, sid, exp } = parsed.data;
    if (!(await this.sessions.isOpen(sid, sub))) throw new ApiError('unauthenticated');
    return { userId: sub, username, sessionId: sid, expiresAt: new Date(exp * 1_000) };
  }
}

/** jsonwebtoken checks the signature before the time, so that only a token of ours is told that it has expired. */
export function refusalOf(error: unknown): ApiError {
  const expired = error instanceof Error && error.name === 'TokenExpiredError';
  return new ApiError(expired ? 'token_expired' : 'unauthenticated');
}
