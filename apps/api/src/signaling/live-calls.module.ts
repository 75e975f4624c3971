import { Module } from '@nestjs/common';
import { TurnModule } from '../turn/turn.module.js';
import { CallWelcome } from './call-welcome.js';
import { LiveCalls } from './live-calls.js';
import { ResumeTokens } from './resume-tokens.js';

/** Apart from the signaling slice, because rooms and rings ask it who is live, and signaling asks them who may enter. */
@Module({
  imports: [TurnModule],
  providers: [LiveCalls, CallWelcome, ResumeTokens],
  exports: [LiveCalls, CallWelcome, ResumeTokens],
})
export class LiveCallsModule {}
