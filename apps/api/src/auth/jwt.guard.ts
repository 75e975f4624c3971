import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { Route } from '@parlour/contracts';
import { routeMetadata } from '../http/route.js';
import type { FastifyRequest } from 'fastify';
import { AccessTokens, refusalOf } from './access-tokens.js';
import { AuthCookies } from './auth-cookies.js';
import type { CurrentUser } from './current-user.js';
import { JwtStrategy } from './jwt.strategy.js';
import { nameOfStrategy } from './named-strategy.js';

/**
 * On every route: an access token, unless the contract says that the route asks for none. On those that give files the
 * cookie for files does too: a browser sends no header with a picture.
 */
@Injectable()
export class JwtGuard extends AuthGuard() {
  constructor(
    strategy: JwtStrategy,
    private readonly reflector: Reflector,
    private readonly accessTokens: AccessTokens,
    private readonly cookies: AuthCookies,
  ) {
    super({ defaultStrategy: nameOfStrategy(strategy) });
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const route = this.reflector.get<Pick<Route, 'auth'> | undefined>(routeMetadata, context.getHandler());
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    switch (route?.auth) {
      case 'none':
      case 'cookie':
        return true;
      case 'file':
        if (request.headers.authorization === undefined) return this.admitByCookie(request);
    }
    return (await super.canActivate(context)) as boolean;
  }

  /** @throws ApiError `token_expired` or `unauthenticated`. */
  private async admitByCookie(request: FastifyRequest): Promise<true> {
    const claims = await this.accessTokens.verifyForFiles(this.cookies.fileTokenOf(request) ?? '');
    request.user = { id: claims.userId, username: claims.username, sessionId: claims.sessionId };
    return true;
  }

  override handleRequest<TUser = CurrentUser>(error: unknown, user: TUser | false, info: unknown): TUser {
    if (error) throw error;
    if (!user) throw refusalOf(info);
    return user;
  }
}
