import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { logInRequest } from '@parlour/contracts';
import type { FastifyRequest } from 'fastify';
import type { UserEntity } from '../users/user.entity.js';
import { ApiError } from '../http/api-error.js';
import { refusalOf } from '../http/validation.pipe.js';
import { LocalStrategy } from './local.strategy.js';
import { nameOfStrategy } from './named-strategy.js';

/** On the log-in route: checks name and password, and leaves the user at the request for the handler. */
@Injectable()
export class LocalGuard extends AuthGuard() {
  constructor(strategy: LocalStrategy) {
    super({ defaultStrategy: nameOfStrategy(strategy), property: 'account' });
  }

  /** Guards come before pipes, so that the body has to be read here. */
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const body = logInRequest.safeParse(request.body);
    if (!body.success) throw refusalOf(body.error.issues);
    request.body = body.data;
    return (await super.canActivate(context)) as boolean;
  }

  override handleRequest<TUser = UserEntity>(error: unknown, user: TUser | false): TUser {
    if (error) throw error;
    if (!user) throw new ApiError('invalid_credentials');
    return user;
  }
}
