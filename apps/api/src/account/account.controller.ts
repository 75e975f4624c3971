import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import {
  type accountSessionParams,
  type AccountSessions,
  type ChangeEmailRequest,
  type ChangePasswordRequest,
  type DeleteAccountRequest,
  routes,
  type SelfUser,
} from '@parlour/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { AuthCookies } from '../auth/auth-cookies.js';
import { CurrentUser } from '../auth/current-user.js';
import { type Language, RequestLanguage } from '../http/language.js';
import { Route } from '../http/route.js';
import { AccountService } from './account.service.js';

@Controller()
export class AccountController {
  constructor(
    private readonly accounts: AccountService,
    private readonly cookies: AuthCookies,
  ) {}

  @Route(routes.changeEmail)
  changeEmail(
    @CurrentUser() user: CurrentUser,
    @Body({ schema: routes.changeEmail.body }) body: ChangeEmailRequest,
    @RequestLanguage() language: Language,
  ): Promise<SelfUser> {
    return this.accounts.changeEmail(user, body, language);
  }

  @Route(routes.changePassword)
  changePassword(
    @CurrentUser() user: CurrentUser,
    @Body({ schema: routes.changePassword.body }) body: ChangePasswordRequest,
    @RequestLanguage() language: Language,
  ): Promise<void> {
    return this.accounts.changePassword(user, body, language);
  }

  @Route(routes.listSessions)
  listSessions(@CurrentUser() user: CurrentUser): Promise<AccountSessions> {
    return this.accounts.listSessions(user);
  }

  @Route(routes.endSession)
  endSession(
    @CurrentUser() user: CurrentUser,
    @Param({ schema: routes.endSession.params }) { sessionId }: z.output<typeof accountSessionParams>,
  ): Promise<void> {
    return this.accounts.endSession(user, sessionId);
  }

  @Route(routes.deleteAccount)
  async delete(
    @CurrentUser() user: CurrentUser,
    @Body({ schema: routes.deleteAccount.body }) body: DeleteAccountRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.accounts.delete(user, body);
    this.cookies.forgetSession(request, reply);
  }
}
