import { Module } from '@nestjs/common';
import { LiveCallsModule } from '../signaling/live-calls.module.js';
import { UsersModule } from '../users/users.module.js';
import { Memberships } from './memberships.js';
import { MembershipsRepository } from './memberships.repository.js';
import { RoomAnnouncements } from './room-announcements.js';
import { RoomsController } from './rooms.controller.js';
import { RoomsRepository } from './rooms.repository.js';
import { RoomsService } from './rooms.service.js';

@Module({
  imports: [LiveCallsModule, UsersModule],
  controllers: [RoomsController],
  providers: [Memberships, MembershipsRepository, RoomAnnouncements, RoomsRepository, RoomsService],
  exports: [Memberships, RoomsRepository, RoomsService],
})
export class RoomsModule {}
