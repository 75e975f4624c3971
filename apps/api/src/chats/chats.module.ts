import { Module } from '@nestjs/common';
import { RoomsModule } from '../rooms/rooms.module.js';
import { UsersModule } from '../users/users.module.js';
import { ChatAccess } from './chat-access.js';
import { ChatAccessRepository } from './chat-access.repository.js';
import { ChatReadsRepository } from './chat-reads.repository.js';
import { ChatReadsService } from './chat-reads.service.js';
import { ChatsController } from './chats.controller.js';
import { ChatsGateway } from './chats.gateway.js';
import { DirectChatsController } from './direct-chats.controller.js';
import { DirectChatsRepository } from './direct-chats.repository.js';
import { DirectChatsService } from './direct-chats.service.js';
import { RoomChatsController } from './room-chats.controller.js';
import { RoomChatsRepository } from './room-chats.repository.js';
import { RoomChatsService } from './room-chats.service.js';
import { TypingService } from './typing.service.js';

@Module({
  imports: [RoomsModule, UsersModule],
  controllers: [ChatsController, DirectChatsController, RoomChatsController],
  providers: [
    ChatAccess,
    ChatAccessRepository,
    ChatReadsService,
    ChatReadsRepository,
    ChatsGateway,
    DirectChatsService,
    DirectChatsRepository,
    RoomChatsService,
    RoomChatsRepository,
    TypingService,
  ],
  exports: [ChatAccess, DirectChatsService],
})
export class ChatsModule {}
