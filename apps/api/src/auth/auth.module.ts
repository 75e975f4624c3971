import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { Config } from '../config/config.js';
import { AccessTokens } from './access-tokens.js';
import { SessionsRepository } from './sessions.repository.js';

@Module({
  imports: [
    JwtModule.registerAsync({
      inject: [Config],
      useFactory: ({ secrets }: Config) => ({ secret: secrets.accessTokenSecret }),
    }),
  ],
  providers: [AccessTokens, SessionsRepository],
  exports: [AccessTokens],
})
export class AuthModule {}
