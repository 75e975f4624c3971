import { Module } from '@nestjs/common';
import { ChatsModule } from '../chats/chats.module.js';
import { HistoryRepository } from './history.repository.js';
import { MessageChangesRepository } from './message-changes.repository.js';
import { MessageChangesService } from './message-changes.service.js';
import { MessageLine } from './message-line.js';
import { MessagesController } from './messages.controller.js';
import { MessagesGateway } from './messages.gateway.js';
import { MessagesRepository } from './messages.repository.js';
import { MessagesService } from './messages.service.js';

@Module({
  imports: [ChatsModule],
  controllers: [MessagesController],
  providers: [
    MessagesService,
    MessageChangesService,
    MessageLine,
    MessagesRepository,
    MessageChangesRepository,
    HistoryRepository,
    MessagesGateway,
  ],
  exports: [MessagesService],
})
export class MessagesModule {}
