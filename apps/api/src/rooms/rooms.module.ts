import { Module } from '@nestjs/common';
import { LiveCallsModule } from '../signaling/live-calls.module.js';
import { Memberships } from './memberships.js';
import { MembershipsRepository } from './memberships.repository.js';

@Module({
  imports: [LiveCallsModule],
  providers: [Memberships, MembershipsRepository],
  exports: [Memberships],
})
export class RoomsModule {}
