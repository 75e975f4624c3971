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

  /** To everybody in a chat, without the devices of one of them. */
  toChatExcept<E extends ServerEvent>(
    chatId: string,
    userId: string,
    event: E,
    payload: EventPayload<E>,
  ): void {
    this.emit(audience.chat(chatId), event, payload, [audience.user(userId)]);
  }

  toUser<E extends ServerEvent>(userId: string, event: E, payload: EventPayload<E>): void {
    this.emit(audience.user(userId), event, payload);
  }

  /** To some people. */
  toUsers<E extends ServerEvent>(userIds: readonly string[], event: E, payload: EventPayload<E>): void {
    if (userIds.length > 0) this.emit(userIds.map(audience.user), event, payload); // to no room would be to all
  }

  /** To the friends of somebody. */
  toFriendsOf<E extends ServerEvent>(userId: string, event: E, payload: EventPayload<E>): void {
    this.emit(audience.presence(userId), event, payload);
  }

  /** To all who know somebody: their own devices, their friends, and these chats; to each socket once. */
  toAcquaintancesOf<E extends ServerEvent>(
    userId: string,
    chatIds: readonly string[],
    event: E,
    payload: EventPayload<E>,
  ): void {
    this.emit(
      [audience.user(userId), audience.presence(userId), ...chatIds.map(audience.chat)],
      event,
      payload,
    );
  }

  /** To those who have a room open, without these people. */
  toRoomViewers<E extends ServerEvent>(
    roomId: string,
    event: E,
    payload: EventPayload<E>,
    exceptUserIds: readonly string[],
  ): void {
    this.emit(audience.roomViewers(roomId), event, payload, exceptUserIds.map(audience.user));
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

  /** To some sockets. */
  toConnections<E extends ServerEvent>(
    connectionIds: readonly string[],
    event: E,
    payload: EventPayload<E>,
  ): void {
    if (connectionIds.length > 0) this.emit([...connectionIds], event, payload); // to no room would be to all
  }

  addUserToChat(userId: string, chatId: string): void {
    this.handshakes.audiencesChanged(userId);
    this.server?.in(audience.user(userId)).socketsJoin(audience.chat(chatId));
  }

  /** Who hears a room's main chat hears this one too, from now on. */
  addMembersToChat(mainChatId: string, chatId: string): void {
    this.handshakes.everyAudienceChanged();
    this.server?.in(audience.chat(mainChatId)).socketsJoin(audience.chat(chatId));
  }

  /** All chats of a room that somebody is no longer in. */
  removeUserFromChats(userId: string, chatIds: readonly string[]): void {
    this.handshakes.audiencesChanged(userId);
    this.server?.in(audience.user(userId)).socketsLeave(chatIds.map(audience.chat));
  }

  /** From now on each of two people receives the presence of the other. */
  addFriends(...pair: readonly [string, string]): void {
    for (const [watcherId, userId] of bothWays(pair)) {
      this.handshakes.audiencesChanged(watcherId);
      this.server?.in(audience.user(watcherId)).socketsJoin(audience.presence(userId));
    }
  }

  removeFriends(...pair: readonly [string, string]): void {
    for (const [watcherId, userId] of bothWays(pair)) {
      this.handshakes.audiencesChanged(watcherId);
      this.server?.in(audience.user(watcherId)).socketsLeave(audience.presence(userId));
    }
  }

  /** Nobody receives the presence of somebody any longer. */
  removeAllFriends(userId: string): void {
    this.server?.in(audience.presence(userId)).socketsLeave(audience.presence(userId));
  }

  addRoomViewer(connectionId: string, roomId: string): void {
    this.server?.in(connectionId).socketsJoin(audience.roomViewers(roomId));
  }

  removeRoomViewer(connectionId: string, roomId: string): void {
    this.server?.in(connectionId).socketsLeave(audience.roomViewers(roomId));
  }

  addConnectionToCall(connectionId: string, callId: string): void {
    this.server?.in(connectionId).socketsJoin(audience.call(callId));
  }

  removeConnectionFromCall(connectionId: string, callId: string): void {
    this.server?.in(connectionId).socketsLeave(audience.call(callId));
  }

  /** Those of these people who have a socket. */
  connectedOf(userIds: readonly string[]): string[] {
    return userIds.filter((userId) => this.server?.sockets.adapter.rooms.has(audience.user(userId)));
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

  private emit<E extends ServerEvent>(
    room: string | string[],
    event: E,
    payload: EventPayload<E>,
    except: string[] = [],
  ): void {
    this.server
      ?.to(room)
      .except(except)
      .emit(event, ...([payload] as Parameters<ServerToClientEvents[E]>));
  }
}

const bothWays = ([one, other]: readonly [string, string]) =>
  [
    [one, other],
    [other, one],
  ] as const;
