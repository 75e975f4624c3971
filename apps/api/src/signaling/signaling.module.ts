import { Module } from '@nestjs/common';
import { RoomsModule } from '../rooms/rooms.module.js';
import { LiveCallsModule } from './live-calls.module.js';
import { ResumeTokens } from './resume-tokens.js';
import { SignalingGateway } from './signaling.gateway.js';
import { SignalingService } from './signaling.service.js';

@Module({
  imports: [LiveCallsModule, RoomsModule],
  providers: [SignalingService, ResumeTokens, SignalingGateway],
})
export class SignalingModule {}
