import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Origins } from '../realtime/origins.js';
import { ApiError } from './api-error.js';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Requests that change something come from pages of ours, or from no page at all. This stands besides
 * `SameSite=Strict`, which lets a sibling subdomain through (OWASP: cross-site request forgery, defence in depth).
 */
@Injectable()
export class OriginGuard implements CanActivate {
  constructor(private readonly origins: Origins) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const { method, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (safeMethods.has(method) || this.origins.allows(headers)) return true;
    throw new ApiError('origin_refused');
  }
}
