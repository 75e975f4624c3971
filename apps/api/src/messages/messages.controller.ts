import { Body, Controller, Param, Query } from '@nestjs/common';
import {
  type CatchUp,
  type Message,
  type MessagePage,
  type MessageReactions,
  type MessageSent,
  type MessageVersions,
  routes,
} from '@parlour/contracts';
import type { z } from 'zod';
import { CurrentUser } from '../auth/current-user.js';
import { Route } from '../http/route.js';
import { MessageChangesService } from './message-changes.service.js';
import { MessagesService } from './messages.service.js';

const { postMessage, listMessages, catchUp, editMessage, deleteMessage } = routes;
const { listVersions, listReactions, addReaction, removeReaction } = routes;

@Controller()
export class MessagesController {
  constructor(
    private readonly messages: MessagesService,
    private readonly changes: MessageChangesService,
  ) {}

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
    return this.messages.page(user.id, chatId, query);
  }

  @Route(catchUp)
  catchUp(
    @CurrentUser() user: CurrentUser,
    @Param({ schema: catchUp.params }) { chatId }: z.output<typeof catchUp.params>,
    @Query({ schema: catchUp.query }) query: z.output<typeof catchUp.query>,
  ): Promise<CatchUp> {
    return this.messages.catchUp(user.id, chatId, query);
  }

  @Route(editMessage)
  edit(
    @CurrentUser() { id: actorId }: CurrentUser,
    @Param({ schema: editMessage.params }) params: z.output<typeof editMessage.params>,
    @Body({ schema: editMessage.body }) { text }: z.output<typeof editMessage.body>,
  ): Promise<Message> {
    return this.changes.edit({ ...params, actorId }, text);
  }

  @Route(deleteMessage)
  delete(
    @CurrentUser() { id: actorId }: CurrentUser,
    @Param({ schema: deleteMessage.params }) params: z.output<typeof deleteMessage.params>,
  ): Promise<Message> {
    return this.changes.delete({ ...params, actorId });
  }

  @Route(listVersions)
  versions(
    @CurrentUser() user: CurrentUser,
    @Param({ schema: listVersions.params }) { chatId, messageId }: z.output<typeof listVersions.params>,
  ): Promise<MessageVersions> {
    return this.messages.versions(user.id, chatId, messageId);
  }

  @Route(listReactions)
  reactions(
    @CurrentUser() user: CurrentUser,
    @Param({ schema: listReactions.params }) { chatId, messageId }: z.output<typeof listReactions.params>,
  ): Promise<MessageReactions> {
    return this.messages.reactions(user.id, chatId, messageId);
  }

  @Route(addReaction)
  react(
    @CurrentUser() { id: actorId }: CurrentUser,
    @Param({ schema: addReaction.params }) { emoji, ...target }: z.output<typeof addReaction.params>,
  ): Promise<Message> {
    return this.changes.addReaction({ ...target, actorId }, emoji);
  }

  @Route(removeReaction)
  unreact(
    @CurrentUser() { id: actorId }: CurrentUser,
    @Param({ schema: removeReaction.params }) { emoji, ...target }: z.output<typeof removeReaction.params>,
  ): Promise<Message> {
    return this.changes.removeReaction({ ...target, actorId }, emoji);
  }
}
