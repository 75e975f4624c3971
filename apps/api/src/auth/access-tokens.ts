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

/** A page in the background is asked for pictures long after; each use asks whether the session is still open. */
export const fileTokenLifetimeMs = 24 * 3_600_000;

const issuer = 'parlour';
const audience = 'parlour:access';
const fileAudience = 'parlour:files';

/** What is pinned, whatever a token's own header says (RFC 8725 sections 3.1 and 3.9). */
export const verifyOptions = {
  algorithms: ['HS256'],
  issuer,
  audience,
  clockTolerance: 5, // seconds by which the clocks of two nodes may differ
} satisfies JwtVerifyOptions;

const fileVerifyOptions: JwtVerifyOptions = { ...verifyOptions, audience: fileAudience };

/** `typ` tells an access token from any other token that we may ever sign (RFC 8725 section 3.11). */
type TokenType = 'access' | 'file';

const payloadSchema = z.object({
  typ: z.enum(['access', 'file']),
  sub: z.uuid(),
  username: z.string(),
  sid: z.uuid(),
  exp: z.number(),
});

/** Makes and reads the short tokens that every request and every socket presents, and those that open files only. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly jwt: JwtService,
    private readonly sessions: SessionsRepository,
  ) {}

  issue(user: { id: string; username: string }, sessionId: string): { token: string; expiresAt: Date } {
    return this.sign('access', { audience }, accessTokenLifetimeMs, user, sessionId);
  }

  /** A token that opens files, and nothing else. */
  issueForFiles(user: { id: string; username: string }, sessionId: string): string {
    return this.sign('file', { audience: fileAudience }, fileTokenLifetimeMs, user, sessionId).token;
  }

  /** @throws ApiError `token_expired` or `unauthenticated`. */
  async verify(token: string): Promise<AccessClaims> {
    return this.accept(await this.payloadOf(token, verifyOptions));
  }

  /** Of a token that opens files only. @throws ApiError `token_expired` or `unauthenticated`. */
  async verifyForFiles(token: string): Promise<AccessClaims> {
    return this.accept(await this.payloadOf(token, fileVerifyOptions), 'file');
  }

  /**
   * The second half of `verify`: of a payload whose signature, times, issuer and audience hold.
   * @throws ApiError `unauthenticated` where it is no such token, or of a session that has ended.
   */
  async accept(payload: unknown, type: TokenType = 'access'): Promise<AccessClaims> {
    const parsed = payloadSchema.safeParse(payload);
    if (!parsed.success || parsed.data.typ !== type) throw new ApiError('unauthenticated');
    const { sub, username, sid, exp } = parsed.data;
    if (!(await this.sessions.isOpen(sid, sub))) throw new ApiError('unauthenticated');
    return { userId: sub, username, sessionId: sid, expiresAt: new Date(exp * 1_000) };
  }

  private sign(
    typ: TokenType,
    options: JwtSignOptions,
    lifetimeMs: number,
    user: { id: string; username: string },
    sid: string,
  ): { token: string; expiresAt: Date } {
    const now = Math.floor(Date.now() / 1_000);
    const exp = now + lifetimeMs / 1_000;
    const claims = { typ, username: user.username, sid, iat: now, nbf: now, exp };
    const token = this.jwt.sign(claims, { algorithm: 'HS256', issuer, ...options, subject: user.id });
    return { token, expiresAt: new Date(exp * 1_000) };
  }

  private async payloadOf(token: string, options: JwtVerifyOptions): Promise<unknown> {
    try {
      return await this.jwt.verifyAsync(token, options);
    } catch (error) {
      throw refusalOf(error);
    }
  }
}

/** jsonwebtoken checks the signature before the time, so that only a token of ours is told that it has expired. */
export function refusalOf(error: unknown): ApiError {
  const expired = error instanceof Error && error.name === 'TokenExpiredError';
  return new ApiError(expired ? 'token_expired' : 'unauthenticated');
}
