import { Controller, Param } from '@nestjs/common';
import { type DirectChat, type DirectChats, routes } from '@parlour/contracts';
import type { z } from 'zod';
import { CurrentUser } from '../auth/current-user.js';
import { Route } from '../http/route.js';
import { DirectChatsService } from './direct-chats.service.js';

const { listDirectChats, getDirectChat } = routes;

@Controller()
export class DirectChatsController {
  constructor(private readonly directChats: DirectChatsService) {}

  @Route(listDirectChats)
  list(@CurrentUser() user: CurrentUser): Promise<DirectChats> {
    return this.directChats.list(user.id);
  }

  @Route(getDirectChat)
  get(
    @CurrentUser() user: CurrentUser,
    @Param({ schema: getDirectChat.params }) { chatId }: z.output<typeof getDirectChat.params>,
  ): Promise<DirectChat> {
    return this.directChats.get(user.id, chatId);
  }
}
