import { Module } from '@nestjs/common';
import { ChatsModule } from '../chats/chats.module.js';
import { SearchController } from './search.controller.js';
import { SearchIndexer } from './search-indexer.js';
import { SearchQueueRepository } from './search-queue.repository.js';
import { SearchRepository } from './search.repository.js';
import { SearchService } from './search.service.js';

@Module({
  imports: [ChatsModule],
  controllers: [SearchController],
  providers: [SearchService, SearchRepository, SearchIndexer, SearchQueueRepository],
})
export class SearchModule {}
