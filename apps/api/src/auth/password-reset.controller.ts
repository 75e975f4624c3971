import { Body, Controller, UseGuards } from '@nestjs/common';
import {
  type PasswordResetRequested,
  type RequestPasswordReset,
  type ResetPasswordRequest,
  routes,
} from '@parlour/contracts';
import { type Language, RequestLanguage } from '../http/language.js';
import { Route } from '../http/route.js';
import { AddressThrottlerGuard } from './address-throttler.guard.js';
import { PasswordResetService } from './password-reset.service.js';

@Controller()
@UseGuards(AddressThrottlerGuard)
export class PasswordResetController {
  constructor(private readonly resets: PasswordResetService) {}

  @Route(routes.requestPasswordReset)
  requestPasswordReset(
    @Body({ schema: routes.requestPasswordReset.body }) { login }: RequestPasswordReset,
    @RequestLanguage() language: Language,
  ): PasswordResetRequested {
    return this.resets.request(login, language);
  }

  @Route(routes.resetPassword)
  resetPassword(
    @Body({ schema: routes.resetPassword.body }) body: ResetPasswordRequest,
    @RequestLanguage() language: Language,
  ): Promise<void> {
    return this.resets.reset(body, language);
  }
}
