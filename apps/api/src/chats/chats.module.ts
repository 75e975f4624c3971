import { Module } from '@nestjs/common';
import { ChatAccess } from './chat-access.js';
import { ChatAccessRepository } from './chat-access.repository.js';
import { ChatReadsRepository } from './chat-reads.repository.js';
import { ChatReadsService } from './chat-reads.service.js';
import { ChatsGateway } from './chats.gateway.js';
import { DirectChatsController } from './direct-chats.controller.js';
import { DirectChatsRepository } from './direct-chats.repository.js';
import { DirectChatsService } from './direct-chats.service.js';

@Module({
  controllers: [DirectChatsController],
  providers: [
    ChatAccess,
    ChatAccessRepository,
    ChatReadsService,
    ChatReadsRepository,
    ChatsGateway,
    DirectChatsService,
    DirectChatsRepository,
  ],
  exports: [ChatAccess, DirectChatsService],
})
export class ChatsModule {}
