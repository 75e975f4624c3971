import { Injectable } from '@nestjs/common';
import type { Room, RoomMember } from '@parlour/contracts';
import { DomainEvents } from '../domain-events/domain-events.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import type { LeftRoom } from './room-transaction.js';
import { RoomsRepository } from './rooms.repository.js';

/** Tells the sockets who came and went, and keeps who hears a chat in step. After the commit. */
@Injectable()
export class RoomAnnouncements {
  constructor(
    private readonly rooms: RoomsRepository,
    private readonly publisher: RealtimePublisher,
    private readonly events: DomainEvents,
  ) {}

  opened(ownerId: string, room: Room): void {
    this.publisher.addUserToChat(ownerId, room.chatId);
    this.publisher.toUser(ownerId, 'room:added', { room });
  }

  /** `room` as the newcomer sees it. Those who are there hear of the newcomer, the newcomer hears of the room. */
  async joined(member: RoomMember, room: Room): Promise<void> {
    const userId = member.user.id;
    this.publisher.toChat(room.chatId, 'room:member-joined', { roomId: room.id, member });
    this.publisher.addUserToChat(userId, room.chatId);
    // A chat that is opened now takes in whoever hears the first one: so that one first, then those that are there.
    for (const chatId of await this.rooms.chatIdsOf(room.id)) this.publisher.addUserToChat(userId, chatId);
    this.publisher.toUser(userId, 'room:added', { room });
  }

  async left(userId: string, room: LeftRoom): Promise<void> {
    this.publisher.removeUserFromChats(userId, room.chatIds);
    this.publisher.toUser(userId, 'room:removed', { roomId: room.id });
    this.publisher.toChat(room.chatId, 'room:member-left', {
      roomId: room.id,
      userId,
      ownerId: room.ownerId,
    });
    this.events.publish({ type: 'room-left', userId, roomId: room.id });
    // One that was opened between the commit and here has taken them along.
    this.publisher.removeUserFromChats(userId, await this.rooms.chatIdsOf(room.id));
  }
}
