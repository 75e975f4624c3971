import { Body, Controller, Headers, Req, Res, UseGuards } from '@nestjs/common';
import { type RegisterRequest, routes, type SelfUser, type Session } from '@parlour/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../http/api-error.js';
import { Route } from '../http/route.js';
import type { UserEntity } from '../users/user.entity.js';
import { AddressThrottlerGuard } from './address-throttler.guard.js';
import { AuthCookies } from './auth-cookies.js';
import { AuthService, type SignedIn } from './auth.service.js';
import { CurrentUser } from './current-user.js';
import { LocalGuard } from './local.guard.js';

@Controller()
@UseGuards(AddressThrottlerGuard)
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly cookies: AuthCookies,
  ) {}

  @Route(routes.register)
  async register(
    @Body({ schema: routes.register.body }) body: RegisterRequest,
    @Headers('accept-language') language: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const speaksGerman = /^\s*de\b/i.test(language ?? '');
    return this.keep(await this.auth.register(body, speaksGerman ? 'de' : 'en'), request, reply);
  }

  @Route(routes.logIn)
  @UseGuards(LocalGuard)
  async logIn(
    @Req() request: FastifyRequest & { account: UserEntity },
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    return this.keep(await this.auth.openSession(request.account), request, reply);
  }

  @Route(routes.refresh)
  async refresh(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const token = this.cookies.refreshTokenOf(request);
    if (token === null) throw new ApiError('unauthenticated');
    return this.keep(await this.auth.refresh(token), request, reply);
  }

  @Route(routes.logOut)
  async logOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const token = this.cookies.refreshTokenOf(request);
    if (token !== null) await this.auth.logOut(token);
    this.cookies.forgetRefreshToken(request, reply);
  }

  @Route(routes.logOutEverywhere)
  async logOutEverywhere(
    @CurrentUser() user: CurrentUser,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.auth.logOutEverywhere(user.id);
    this.cookies.forgetRefreshToken(request, reply);
  }

  @Route(routes.me)
  me(@CurrentUser() user: CurrentUser): Promise<SelfUser> {
    return this.auth.me(user.id);
  }

  private keep({ session, refreshToken }: SignedIn, request: FastifyRequest, reply: FastifyReply): Session {
    this.cookies.keepRefreshToken(request, reply, refreshToken);
    this.cookies.keepDevice(request, reply, session.user.id);
    return session;
  }
}
