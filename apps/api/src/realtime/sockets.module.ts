import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { ChatsModule } from '../chats/chats.module.js';
import { FriendshipsModule } from '../friends/friendships.module.js';
import { Addresses } from './addresses.js';
import { Admission } from './admission.js';
import { ConnectionGuard } from './connection-guard.js';
import { Origins } from './origins.js';
import { Readmission } from './readmission.js';
import { SessionGateway } from './session.gateway.js';

/** Who may open a socket. Apart from `RealtimeModule`, because it asks the slices that publish through that one. */
@Module({
  imports: [AuthModule, ChatsModule, FriendshipsModule],
  providers: [Addresses, Origins, Readmission, ConnectionGuard, Admission, SessionGateway],
})
export class SocketsModule {}
