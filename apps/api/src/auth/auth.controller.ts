import { Body, Controller, Req, Res, UseGuards } from '@nestjs/common';
import { type RegisterRequest, routes, type SelfUser, type Session } from '@parlour/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../http/api-error.js';
import { type Language, RequestLanguage } from '../http/language.js';
import { Route } from '../http/route.js';
import type { UserEntity } from '../users/user.entity.js';
import { AddressThrottlerGuard } from './address-throttler.guard.js';
import { AuthCookies } from './auth-cookies.js';
import { AuthService, type SignedIn } from './auth.service.js';
import { CurrentUser } from './current-user.js';
import { LocalGuard } from './local.guard.js';
import { UserAgent } from './user-agent.js';

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
    @RequestLanguage() language: Language,
    @UserAgent() userAgent: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    return this.keep(await this.auth.register(body, language, userAgent), request, reply);
  }

  @Route(routes.logIn)
  @UseGuards(LocalGuard)
  async logIn(
    @UserAgent() userAgent: string,
    @Req() request: FastifyRequest & { account: UserEntity },
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    return this.keep(await this.auth.openSession(request.account, userAgent), request, reply);
  }

  @Route(routes.refresh)
  async refresh(
    @UserAgent() userAgent: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const token = this.cookies.refreshTokenOf(request);
    if (token === null) throw new ApiError('unauthenticated');
    return this.keep(await this.auth.refresh(token, userAgent), request, reply);
  }

  @Route(routes.logOut)
  async logOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const token = this.cookies.refreshTokenOf(request);
    if (token !== null) await this.auth.logOut(token);
    this.cookies.forgetSession(request, reply);
  }

  @Route(routes.logOutEverywhere)
  async logOutEverywhere(
    @CurrentUser() user: CurrentUser,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.auth.logOutEverywhere(user.id);
    this.cookies.forgetSession(request, reply);
  }

  @Route(routes.me)
  me(@CurrentUser() user: CurrentUser): Promise<SelfUser> {
    return this.auth.me(user.id);
  }

  private keep(
    { session, refreshToken, fileToken }: SignedIn,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Session {
    this.cookies.keepRefreshToken(request, reply, refreshToken);
    this.cookies.keepFileToken(request, reply, fileToken);
    this.cookies.keepDevice(request, reply, session.user.id);
    return session;
  }
}
