import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { Config } from '../config/config.js';
import { AccessTokens, verifyOptions } from './access-tokens.js';
import type { CurrentUser } from './current-user.js';

/** Passport's way in by an access token, in the `Authorization` header and nowhere else (RFC 6750 section 2.1). */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(
    { secrets }: Config,
    private readonly accessTokens: AccessTokens,
  ) {
    const { algorithms, issuer, audience, clockTolerance } = verifyOptions;
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: secrets.accessTokenSecret,
      algorithms,
      issuer,
      audience,
      jsonWebTokenOptions: { clockTolerance },
    });
  }

  async validate(payload: unknown): Promise<CurrentUser> {
    const { userId, username, sessionId } = await this.accessTokens.accept(payload);
    return { id: userId, username, sessionId };
  }
}
