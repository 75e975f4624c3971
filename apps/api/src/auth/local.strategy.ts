import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-local';
import { Addresses } from '../realtime/addresses.js';
import type { UserEntity } from '../users/user.entity.js';
import { AuthCookies } from './auth-cookies.js';
import { AuthService } from './auth.service.js';

/** Passport's way in by name and password. */
@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy) {
  constructor(
    private readonly auth: AuthService,
    private readonly cookies: AuthCookies,
    private readonly addresses: Addresses,
  ) {
    super({ usernameField: 'login', passwordField: 'password', passReqToCallback: true });
  }

  validate(request: FastifyRequest, login: string, password: string): Promise<UserEntity> {
    const address = this.addresses.of(request.raw);
    return this.auth.checkCredentials({
      login,
      password,
      address,
      deviceCookie: this.cookies.deviceOf(request),
    });
  }
}
