import { Injectable } from '@nestjs/common';
import type {
  ErrorCode,
  EventPayload,
  RoomVisibility,
  ServerEvent,
  ServerToClientEvents,
} from '@parlour/contracts';
import { ApiError } from '../http/api-error.js';
import { Handshakes } from './handshakes.js';
import { audience, type RealtimeServer } from './realtime-socket.js';

/**
 * The one way from the services to the sockets: typed events to an audience, and who belongs to it. Call it after the
 * commit. Before the server is up there is nobody to tell, and nothing happens.
 */
@Injectable()
export class RealtimePublisher {
  private server: RealtimeServer | undefined;

  constructor(private readonly handshakes: Handshakes) {}

  attach(server: RealtimeServer): void {
    this.server = server;
  }

  toChat<E extends ServerEvent>(chatId: string, event: E, payload: EventPayload<E>): void {
    this.emit(audience.chat(chatId), event, payload);
  }

  toUser<E extends ServerEvent>(userId: string, event: E, payload: EventPayload<E>): void {
    this.emit(audience.user(userId), event, payload);
  }

  toCall<E extends ServerEvent>(callId: string, event: E, payload: EventPayload<E>): void {
    this.emit(audience.call(callId), event, payload);
  }

  toLobby<E extends ServerEvent>(event: E, payload: EventPayload<E>): void {
    this.emit(audience.lobby, event, payload);
  }

  /** To a room's members, and where it is public to those who look at the list of rooms; to each socket once. */
  toRoomAudience<E extends ServerEvent>(
    room: { readonly chatId: string; readonly visibility: RoomVisibility },
    event: E,
    payload: EventPayload<E>,
  ): void {
    const chat = audience.chat(room.chatId);
    this.emit(room.visibility === 'public' ? [chat, audience.lobby] : chat, event, payload);
  }

  /** To one socket. */
  toConnection<E extends ServerEvent>(connectionId: string, event: E, payload: EventPayload<E>): void {
    this.emit(connectionId, event, payload);
  }

  addUserToChat(userId: string, chatId: string): void {
    this.handshakes.membershipChanged(userId);
    this.server?.in(audience.user(userId)).socketsJoin(audience.chat(chatId));
  }

  removeUserFromChat(userId: string, chatId: string): void {
    this.handshakes.membershipChanged(userId);
    this.server?.in(audience.user(userId)).socketsLeave(audience.chat(chatId));
  }

  addConnectionToCall(connectionId: string, callId: string): void {
    this.server?.in(connectionId).socketsJoin(audience.call(callId));
  }

  removeConnectionFromCall(connectionId: string, callId: string): void {
    this.server?.in(connectionId).socketsLeave(audience.call(callId));
  }

  isConnected(connectionId: string): boolean {
    return this.server?.sockets.sockets.has(connectionId) ?? false;
  }

  /** Tells every socket of one sign-in why, and closes it. */
  endSession(sessionId: string, code: ErrorCode): void {
    this.end(audience.session(sessionId), code);
  }

  /** Tells every socket of a person why, and closes it. */
  endUser(userId: string, code: ErrorCode): void {
    this.end(audience.user(userId), code);
  }

  /** Tells one socket why, and closes it. */
  endConnection(connectionId: string, code: ErrorCode): void {
    this.close(connectionId, code);
  }

  private end(room: string, code: ErrorCode): void {
    this.handshakes.ended(room, code);
    this.close(room, code);
  }

  private close(room: string, code: ErrorCode): void {
    this.emit(room, 'session:ended', new ApiError(code).toInfo());
    this.server?.in(room).disconnectSockets(true);
  }

  private emit<E extends ServerEvent>(room: string | string[], event: E, payload: EventPayload<E>): void {
    this.server?.to(room).emit(event, ...([payload] as Parameters<ServerToClientEvents[E]>));
  }
}
