import { Body, Controller, Param, Query } from '@nestjs/common';
import { type MessagePage, type MessageSent, routes } from '@parlour/contracts';
import type { z } from 'zod';
import { CurrentUser } from '../auth/current-user.js';
import { Route } from '../http/route.js';
import { MessagesService } from './messages.service.js';

const { postMessage, listMessages } = routes;

@Controller()
export class MessagesController {
  constructor(private readonly messages: MessagesService) {}

  @Route(postMessage)
  post(
    @CurrentUser() user: CurrentUser,
    @Param({ schema: postMessage.params }) { chatId }: z.output<typeof postMessage.params>,
    @Body({ schema: postMessage.body }) body: z.output<typeof postMessage.body>,
  ): Promise<MessageSent> {
    return this.messages.send(user.id, { chatId, ...body });
  }

  @Route(listMessages)
  list(
    @CurrentUser() user: CurrentUser,
    @Param({ schema: listMessages.params }) { chatId }: z.output<typeof listMessages.params>,
    @Query({ schema: listMessages.query }) query: z.output<typeof listMessages.query>,
  ): Promise<MessagePage> {
    return this.messages.history(user.id, chatId, query);
  }
}
