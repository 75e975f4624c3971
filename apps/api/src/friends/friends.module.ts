import { Module } from '@nestjs/common';
import { ChatsModule } from '../chats/chats.module.js';
import { PresenceModule } from '../presence/presence.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { UsersModule } from '../users/users.module.js';
import { FriendAnnouncements } from './friend-announcements.js';
import { FriendsController } from './friends.controller.js';
import { FriendsService } from './friends.service.js';
import { FriendshipsModule } from './friendships.module.js';
import { PeopleRepository } from './people.repository.js';
import { PeopleService } from './people.service.js';
import { RelationsRepository } from './relations.repository.js';
import { UserAnnouncements } from './user-announcements.js';

@Module({
  imports: [ChatsModule, FriendshipsModule, PresenceModule, RoomsModule, UsersModule],
  controllers: [FriendsController],
  providers: [
    FriendsService,
    FriendAnnouncements,
    UserAnnouncements,
    PeopleService,
    PeopleRepository,
    RelationsRepository,
  ],
  exports: [FriendshipsModule],
})
export class FriendsModule {}
