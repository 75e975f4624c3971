import type { ClientToServerEvents, ServerToClientEvents } from '@parlour/contracts';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';

/** Who speaks through a socket, from the access token of its handshake or of the last `session:renew`. */
export interface SocketIdentity {
  user: { readonly id: string; readonly username: string };
  sessionId: string;
  expiresAt: Date;
}

export type RealtimeServer = Server<
  ClientToServerEvents,
  ServerToClientEvents,
  DefaultEventsMap,
  SocketIdentity
>;
export type RealtimeSocket = Socket<
  ClientToServerEvents,
  ServerToClientEvents,
  DefaultEventsMap,
  SocketIdentity
>;

/** The server-side rooms of socket.io: who receives what. */
export const audience = {
  user: (userId: string) => `user:${userId}`,
  session: (sessionId: string) => `session:${sessionId}`,
  chat: (chatId: string) => `chat:${chatId}`,
  /** Those who receive somebody's presence: their friends. */
  presence: (userId: string) => `presence:${userId}`,
  /** Those who have a room open. */
  roomViewers: (roomId: string) => `presence-room:${roomId}`,
  /** Whether the database decides who belongs to it, from the handshake on. */
  isStored: (room: string) => room.startsWith('chat:') || room.startsWith('presence:'),
  call: (callId: string) => `call:${callId}`,
  lobby: 'lobby',
} as const;
