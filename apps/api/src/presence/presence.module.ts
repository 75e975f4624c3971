import { Module } from '@nestjs/common';
import { FriendshipsModule } from '../friends/friendships.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { LastSeen } from './last-seen.js';
import { PresenceEvents } from './presence-events.js';
import { PresenceGateway } from './presence.gateway.js';
import { PresenceRepository } from './presence.repository.js';
import { PresenceService } from './presence.service.js';
import { Presences } from './presences.js';

@Module({
  imports: [FriendshipsModule, RoomsModule],
  providers: [Presences, PresenceEvents, PresenceService, PresenceRepository, PresenceGateway, LastSeen],
  exports: [Presences],
})
export class PresenceModule {}
