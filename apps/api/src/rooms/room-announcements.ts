import { Injectable } from '@nestjs/common';
import type { Room, RoomMember } from '@parlour/contracts';
import { DomainEvents } from '../domain-events/domain-events.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';

/** Tells the sockets who came and went, and keeps who hears a chat in step. After the commit. */
@Injectable()
export class RoomAnnouncements {
  constructor(
    private readonly publisher: RealtimePublisher,
    private readonly events: DomainEvents,
  ) {}

  opened(ownerId: string, room: Room): void {
    this.publisher.addUserToChat(ownerId, room.chatId);
    this.publisher.toUser(ownerId, 'room:added', { room });
  }

  /** `room` as the newcomer sees it. Those who are there hear of the newcomer, the newcomer hears of the room. */
  joined(member: RoomMember, room: Room): void {
    this.publisher.toChat(room.chatId, 'room:member-joined', { roomId: room.id, member });
    this.publisher.addUserToChat(member.user.id, room.chatId);
    this.publisher.toUser(member.user.id, 'room:added', { room });
  }

  left(userId: string, room: Pick<Room, 'id' | 'chatId' | 'ownerId'>): void {
    this.publisher.removeUserFromChats(userId, [room.chatId]);
    this.publisher.toUser(userId, 'room:removed', { roomId: room.id });
    this.publisher.toChat(room.chatId, 'room:member-left', {
      roomId: room.id,
      userId,
      ownerId: room.ownerId,
    });
    this.events.publish({ type: 'room-left', userId, roomId: room.id });
  }
}
