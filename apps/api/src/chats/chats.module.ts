import { Module } from '@nestjs/common';
import { ChatAccess } from './chat-access.js';
import { ChatAccessRepository } from './chat-access.repository.js';

@Module({ providers: [ChatAccess, ChatAccessRepository], exports: [ChatAccess] })
export class ChatsModule {}
