import { Module } from '@nestjs/common';
import { FriendshipsModule } from '../friends/friendships.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { LiveCallsModule } from '../signaling/live-calls.module.js';
import { UsersModule } from '../users/users.module.js';
import { CallParties } from './call-parties.js';
import { RingLog } from './ring-log.js';
import { RingPermits } from './ring-permits.js';
import { RingsController } from './rings.controller.js';
import { RingsGateway } from './rings.gateway.js';
import { RingsRepository } from './rings.repository.js';
import { RingsService } from './rings.service.js';
import { Switchboard } from './switchboard.js';

@Module({
  imports: [FriendshipsModule, LiveCallsModule, MessagesModule, UsersModule],
  controllers: [RingsController],
  providers: [RingsService, RingsGateway, RingPermits, Switchboard, RingLog, RingsRepository, CallParties],
  exports: [CallParties],
})
export class RingsModule {}
