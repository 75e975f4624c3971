import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { Route } from '@parlour/contracts';
import { routeMetadata } from '../http/route.js';
import { refusalOf } from './access-tokens.js';
import type { CurrentUser } from './current-user.js';
import { JwtStrategy } from './jwt.strategy.js';
import { nameOfStrategy } from './named-strategy.js';

/** On every route: an access token, unless the contract says that the route asks for none. */
@Injectable()
export class JwtGuard extends AuthGuard() {
  constructor(
    strategy: JwtStrategy,
    private readonly reflector: Reflector,
  ) {
    super({ defaultStrategy: nameOfStrategy(strategy) });
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const route = this.reflector.get<Pick<Route, 'auth'> | undefined>(routeMetadata, context.getHandler());
    if (route !== undefined && route.auth !== 'bearer') return true;
    return (await super.canActivate(context)) as boolean;
  }

  override handleRequest<TUser = CurrentUser>(error: unknown, user: TUser | false, info: unknown): TUser {
    if (error) throw error;
    if (!user) throw refusalOf(info);
    return user;
  }
}
