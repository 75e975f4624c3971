import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { LoggerModule } from 'nestjs-pino';
import { Config } from '../config/config.js';
import { Origins } from '../realtime/origins.js';
import { loggingOf } from './logging.js';
import { OpenConnections } from './open-connections.js';
import { OriginGuard } from './origin.guard.js';
import { ProblemFilter } from './problem.filter.js';
import { ContractValidationPipe } from './validation.pipe.js';

/** What every HTTP request goes through, whichever slice answers it. */
@Module({
  imports: [LoggerModule.forRootAsync({ inject: [Config], useFactory: loggingOf })],
  providers: [
    Origins,
    OpenConnections,
    { provide: APP_GUARD, useClass: OriginGuard },
    { provide: APP_PIPE, useClass: ContractValidationPipe },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class HttpModule {}
