import type { CookieSerializeOptions } from '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { KnownDevices } from './known-devices.js';
import { refreshTokenLifetimeMs } from './refresh-tokens.js';

const refreshCookie = 'parlour_refresh';
const deviceCookie = 'parlour_device';

/** Browsers keep no cookie for longer (RFC 6265bis section 5.5). */
const deviceLifetimeSeconds = 400 * 24 * 3_600;

/** The two cookies that the server sets. Only the routes below /api/auth see them, scripts never. */
@Injectable()
export class AuthCookies {
  constructor(private readonly devices: KnownDevices) {}

  refreshTokenOf({ cookies }: FastifyRequest): string | null {
    return cookies[refreshCookie] ?? null;
  }

  deviceOf({ cookies }: FastifyRequest): string | null {
    return cookies[deviceCookie] ?? null;
  }

  keepRefreshToken(request: FastifyRequest, reply: FastifyReply, token: string): void {
    void reply.setCookie(refreshCookie, token, {
      ...attributesFor(request),
      maxAge: refreshTokenLifetimeMs / 1_000,
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

  forgetRefreshToken(request: FastifyRequest, reply: FastifyReply): void {
    void reply.clearCookie(refreshCookie, attributesFor(request));
  }
}

/** A proxy's word that it speaks TLS needs no trust here: who forges it only makes their own cookie stricter. */
function attributesFor({ protocol, headers }: FastifyRequest): CookieSerializeOptions {
  const isForwardedTls =
    String(headers['x-forwarded-proto'] ?? '')
      .split(',')[0]
      ?.trim() === 'https';
  return {
    path: '/api/auth',
    httpOnly: true,
    sameSite: 'strict',
    secure: protocol === 'https' || isForwardedTls,
  };
}
