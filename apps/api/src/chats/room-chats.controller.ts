import { Body, Controller, Param } from '@nestjs/common';
import {
  type RoomChat,
  type RoomChats,
  type roomParams,
  routes,
  type UpdateRoomChatRequest,
} from '@parlour/contracts';
import type { z } from 'zod';
import { CurrentUser } from '../auth/current-user.js';
import { Route } from '../http/route.js';
import { RoomChatsService } from './room-chats.service.js';

const { listRoomChats, createRoomChat, updateRoomChat } = routes;

@Controller()
export class RoomChatsController {
  constructor(private readonly roomChats: RoomChatsService) {}

  @Route(listRoomChats)
  list(@CurrentUser() user: CurrentUser): Promise<RoomChats> {
    return this.roomChats.list(user.id);
  }

  @Route(createRoomChat)
  create(
    @CurrentUser() user: CurrentUser,
    @Param({ schema: createRoomChat.params }) { slug }: z.output<typeof roomParams>,
    @Body({ schema: createRoomChat.body }) body: z.output<typeof createRoomChat.body>,
  ): Promise<RoomChat> {
    return this.roomChats.create(user.id, slug, body);
  }

  @Route(updateRoomChat)
  update(
    @CurrentUser() user: CurrentUser,
    @Param({ schema: updateRoomChat.params }) { slug, chatId }: z.output<typeof updateRoomChat.params>,
    @Body({ schema: updateRoomChat.body }) body: UpdateRoomChatRequest,
  ): Promise<RoomChat> {
    return this.roomChats.update(user.id, slug, chatId, body);
  }
}
