import { Injectable } from '@nestjs/common';
import {
  type createRoomChatRequest,
  limits,
  type RoomChat,
  type RoomChats,
  type UpdateRoomChatRequest,
} from '@parlour/contracts';
import type { z } from 'zod';
import { Config } from '../config/config.js';
import { ApiError } from '../http/api-error.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { RatePerKey } from '../realtime/token-bucket.js';
import type { StoredRoomChat } from '../rooms/chats-of-room.js';
import { ownedBy } from '../rooms/room-rules.js';
import { RoomsRepository } from '../rooms/rooms.repository.js';
import { RoomChatsRepository } from './room-chats.repository.js';

/** The chats of rooms: the first one comes with the room and stays, the owner opens others. */
@Injectable()
export class RoomChatsService {
  private readonly creations: RatePerKey;

  constructor(
    { roomRate }: Config,
    private readonly rooms: RoomsRepository,
    private readonly repository: RoomChatsRepository,
    private readonly publisher: RealtimePublisher,
  ) {
    this.creations = new RatePerKey(roomRate);
  }

  async list(userId: string): Promise<RoomChats> {
    return { chats: await this.repository.chatsOf(userId) };
  }

  /**
   * All members hear it from its first message on.
   * @throws ApiError room_not_found, not_the_owner, too_many_chats, rate_limited.
   */
  async create(
    userId: string,
    slug: string,
    { name, description }: z.output<typeof createRoomChatRequest>,
  ): Promise<RoomChat> {
    this.creations.spend(userId);
    const { mainChatId, chat } = await this.rooms.change(slug, async (locked) => {
      const room = await ownedBy(userId, locked);
      if (room.chats.ids.length >= limits.chatsPerRoomMax) throw new ApiError('too_many_chats');
      return { mainChatId: room.chatId, chat: await room.chats.add(name, description) };
    });
    this.publisher.addMembersToChat(mainChatId, chat.id);
    this.announce(mainChatId, chat);
    return this.seenBy(userId, chat.id);
  }

  /**
   * What is archived is read on, and written no longer.
   * @throws ApiError room_not_found, chat_not_found, not_the_owner, main_chat_stays.
   */
  async update(
    userId: string,
    slug: string,
    chatId: string,
    changes: UpdateRoomChatRequest,
  ): Promise<RoomChat> {
    const { mainChatId, chat } = await this.rooms.change(slug, async (locked) => {
      const room = await ownedBy(userId, locked);
      if (!room.chats.ids.includes(chatId)) throw new ApiError('chat_not_found');
      if (chatId === room.chatId && changes.archived === true) throw new ApiError('main_chat_stays');
      return { mainChatId: room.chatId, chat: await room.chats.update(chatId, changes) };
    });
    this.announce(mainChatId, chat);
    return this.seenBy(userId, chatId);
  }

  private announce(mainChatId: string, { createdAt, archivedAt, ...chat }: StoredRoomChat): void {
    this.publisher.toChat(mainChatId, 'room-chat:changed', {
      chat: {
        ...chat,
        main: chat.id === mainChatId,
        createdAt: createdAt.toISOString(),
        archivedAt: archivedAt?.toISOString() ?? null,
      },
    });
  }

  /** @throws ApiError room_not_found, where they have left the room meanwhile. */
  private async seenBy(userId: string, chatId: string): Promise<RoomChat> {
    const chat = await this.repository.chatOf(userId, chatId);
    if (chat === null) throw new ApiError('room_not_found');
    return chat;
  }
}
