import { Module } from '@nestjs/common';
import { RingsModule } from '../rings/rings.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { UsersModule } from '../users/users.module.js';
import { LiveCallsModule } from './live-calls.module.js';
import { SignalingGateway } from './signaling.gateway.js';
import { SignalingService } from './signaling.service.js';

@Module({
  imports: [LiveCallsModule, RingsModule, RoomsModule, UsersModule],
  providers: [SignalingService, SignalingGateway],
})
export class SignalingModule {}
