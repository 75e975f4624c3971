import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { ThrottlerModule } from '@nestjs/throttler';
import { Config } from '../config/config.js';
import { Addresses } from '../realtime/addresses.js';
import { UsersModule } from '../users/users.module.js';
import { AccessTokens } from './access-tokens.js';
import { addressLimitsOf } from './address-throttler.guard.js';
import { AuthCookies } from './auth-cookies.js';
import { AuthController } from './auth.controller.js';
import { AuthService } from './auth.service.js';
import { CredentialsRepository } from './credentials.repository.js';
import { JwtGuard } from './jwt.guard.js';
import { JwtStrategy } from './jwt.strategy.js';
import { KnownDevices } from './known-devices.js';
import { LocalStrategy } from './local.strategy.js';
import { PasswordResetController } from './password-reset.controller.js';
import { PasswordResetService } from './password-reset.service.js';
import { PasswordResetsRepository } from './password-resets.repository.js';
import { PasswordStrength } from './password-strength.js';
import { Passwords } from './passwords.js';
import { SessionJanitor } from './session-janitor.js';
import { SessionsRepository } from './sessions.repository.js';
import { SignInThrottle } from './sign-in-throttle.js';

@Module({
  imports: [
    UsersModule,
    JwtModule.registerAsync({
      inject: [Config],
      useFactory: ({ secrets }: Config) => ({ secret: secrets.accessTokenSecret }),
    }),
    ThrottlerModule.forRootAsync({
      inject: [Config],
      useFactory: (config: Config) => addressLimitsOf(config, new Addresses(config)),
    }),
  ],
  controllers: [AuthController, PasswordResetController],
  providers: [
    AccessTokens,
    Addresses,
    AuthCookies,
    AuthService,
    CredentialsRepository,
    JwtStrategy,
    KnownDevices,
    LocalStrategy,
    PasswordResetService,
    PasswordResetsRepository,
    Passwords,
    PasswordStrength,
    SessionJanitor,
    SessionsRepository,
    SignInThrottle,
    { provide: APP_GUARD, useClass: JwtGuard },
  ],
  exports: [
    AccessTokens,
    AuthCookies,
    CredentialsRepository,
    Passwords,
    PasswordStrength,
    SessionsRepository,
    SignInThrottle,
  ],
})
export class AuthModule {}
