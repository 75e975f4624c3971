import { type ExecutionContext, Injectable } from '@nestjs/common';
import { type ThrottlerLimitDetail, ThrottlerGuard, type ThrottlerModuleOptions } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { ApiError } from '../http/api-error.js';
import { Addresses } from '../realtime/addresses.js';

/** How often one address may register, log in, refresh, and reset passwords: by the name of the handler. */
export function addressLimitsOf(config: Config, addresses: Addresses): ThrottlerModuleOptions {
  const limits: Readonly<Record<string, number>> = {
    register: config.registrationsPerAddress,
    logIn: config.logInsPerAddress,
    refresh: config.refreshesPerAddress,
    requestPasswordReset: config.passwordResetsPerAddress,
    resetPassword: config.logInsPerAddress,
  };
  const limitOf = (context: ExecutionContext) => limits[context.getHandler().name];
  return {
    throttlers: [
      {
        ttl: config.addressWindowMs,
        limit: (context) => limitOf(context) ?? Infinity,
        blockDuration: 0, // who waits until the oldest has left the window may go on
      },
    ],
    skipIf: (context) => limitOf(context) === undefined,
    getTracker: (request) => addresses.of((request as FastifyRequest).raw),
    setHeaders: false,
  };
}

/** Slows the guessing of many accounts, and the making of many, from one address. */
@Injectable()
export class AddressThrottlerGuard extends ThrottlerGuard {
  protected override throwThrottlingException(
    _: ExecutionContext,
    { timeToBlockExpire }: ThrottlerLimitDetail,
  ): Promise<void> {
    throw new ApiError('rate_limited', { retryAfterSeconds: Math.max(1, timeToBlockExpire) });
  }
}
