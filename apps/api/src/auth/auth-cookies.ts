import type { CookieSerializeOptions } from '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fileTokenLifetimeMs } from './access-tokens.js';
import { KnownDevices } from './known-devices.js';
import { refreshTokenLifetimeMs } from './refresh-tokens.js';

const refreshCookie = 'parlour_refresh';
const deviceCookie = 'parlour_device';
/** In the OpenAPI document too. */
export const fileCookie = 'parlour_files';

/** Browsers keep no cookie for longer (RFC 6265bis section 5.5). */
const deviceLifetimeSeconds = 400 * 24 * 3_600;

/** Two cookies only the routes below /api/auth see, the third only those below /api/attachments. */
const paths = { auth: '/api/auth', files: '/api/attachments' } as const;

/** The cookies that the server sets. Scripts never see them. */
@Injectable()
export class AuthCookies {
  constructor(private readonly devices: KnownDevices) {}

  refreshTokenOf({ cookies }: FastifyRequest): string | null {
    return cookies[refreshCookie] ?? null;
  }

  deviceOf({ cookies }: FastifyRequest): string | null {
    return cookies[deviceCookie] ?? null;
  }

  fileTokenOf({ cookies }: FastifyRequest): string | null {
    return cookies[fileCookie] ?? null;
  }

  keepRefreshToken(request: FastifyRequest, reply: FastifyReply, token: string): void {
    void reply.setCookie(refreshCookie, token, {
      ...attributesFor(request),
      maxAge: refreshTokenLifetimeMs / 1_000,
    });
  }

  keepFileToken(request: FastifyRequest, reply: FastifyReply, token: string): void {
    void reply.setCookie(fileCookie, token, {
      ...attributesFor(request, paths.files),
      maxAge: fileTokenLifetimeMs / 1_000,
    });
  }

  /** A browser in which somebody has just signed in is known for that person, until somebody else does. */
  keepDevice(request: FastifyRequest, reply: FastifyReply, userId: string): void {
    const current = this.deviceOf(request);
    if (current !== null && this.devices.recognise(userId, current) !== null) return;
    void reply.setCookie(deviceCookie, this.devices.prove(userId), {
      ...attributesFor(request),
      maxAge: deviceLifetimeSeconds,
    });
  }

  /** All that speak for a session; which browser this is stays known. */
  forgetSession(request: FastifyRequest, reply: FastifyReply): void {
    void reply.clearCookie(refreshCookie, attributesFor(request));
    void reply.clearCookie(fileCookie, attributesFor(request, paths.files));
  }
}

/** A proxy's word that it speaks TLS needs no trust here: who forges it only makes their own cookie stricter. */
function attributesFor(
  { protocol, headers }: FastifyRequest,
  path: string = paths.auth,
): CookieSerializeOptions {
  const isForwardedTls =
    String(headers['x-forwarded-proto'] ?? '')
      .split(',')[0]
      ?.trim() === 'https';
  return {
    path,
    httpOnly: true,
    sameSite: 'strict',
    secure: protocol === 'https' || isForwardedTls,
  };
}
