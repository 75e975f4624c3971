import { Body, Controller, Param } from '@nestjs/common';
import {
  type chatParams,
  type muteChatRequest,
  type ReadState,
  routes,
  type seenMarks,
} from '@parlour/contracts';
import type { z } from 'zod';
import { CurrentUser } from '../auth/current-user.js';
import { Route } from '../http/route.js';
import { ChatReadsService } from './chat-reads.service.js';

type ChatParams = z.output<typeof chatParams>;

/** What a person does with any chat of theirs. */
@Controller()
export class ChatsController {
  constructor(private readonly reads: ChatReadsService) {}

  @Route(routes.setReadMark)
  setReadMark(
    @CurrentUser() user: CurrentUser,
    @Param({ schema: routes.setReadMark.params }) { chatId }: ChatParams,
    @Body({ schema: routes.setReadMark.body }) { lastReadSeq }: z.output<typeof routes.setReadMark.body>,
  ): Promise<ReadState> {
    return this.reads.setMark(user.id, chatId, lastReadSeq);
  }

  @Route(routes.listSeenMarks)
  async seen(
    @CurrentUser() user: CurrentUser,
    @Param({ schema: routes.listSeenMarks.params }) { chatId }: ChatParams,
  ): Promise<z.output<typeof seenMarks>> {
    return { seen: await this.reads.seen(user.id, chatId) };
  }

  @Route(routes.muteChat)
  mute(
    @CurrentUser() user: CurrentUser,
    @Param({ schema: routes.muteChat.params }) { chatId }: ChatParams,
    @Body({ schema: routes.muteChat.body }) { muted }: z.output<typeof muteChatRequest>,
  ): Promise<void> {
    return this.reads.mute(user.id, chatId, muted);
  }
}
