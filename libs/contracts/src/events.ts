import * as z from 'zod';
import {
  callEnded,
  callJoined,
  callReacted,
  joinCallRequest,
  leaveCallRequest,
  participantJoined,
  participantLeft,
  participantUpdated,
  raiseHandRequest,
  reactInCallRequest,
  sendSignalRequest,
  signalReceived,
  updateCallMediaRequest,
} from './calls.js';
import { errorInfo, type Result } from './errors.js';
import {
  chatMuted,
  chatSeen,
  chatTyping,
  readChatRequest,
  readState,
  roomChatInfo,
  typingRequest,
} from './chats.js';
import { directChat } from './direct-chats.js';
import { message, messageSent, sendMessageRequest } from './messages.js';
import { person } from './people.js';
import {
  enterRoomPresenceRequest,
  reportActivityRequest,
  roomPresence,
  roomPresenceChanged,
  userPresence,
} from './presence.js';
import {
  answerRingRequest,
  currentRings,
  ring,
  ringEnded,
  ringParams,
  ringStarted,
  startRingRequest,
} from './rings.js';
import { room, roomMember } from './rooms.js';
import { id, timestamp } from './text.js';
import { selfUser, user } from './users.js';

const nothing = z.object({});

/**
 * Client → server. Each command has the schema of its `payload` and of the `data` with which it is acknowledged:
 * `socket.emit(command, payload, (result: Result<data>) => …)`.
 */
export const clientCommands = {
  'session:renew': {
    payload: z.object({ accessToken: z.string().max(4_096) }),
    data: z.object({ expiresAt: timestamp }),
  },
  'lobby:watch': { payload: nothing, data: nothing },
  'lobby:unwatch': { payload: nothing, data: nothing },
  'message:send': { payload: sendMessageRequest, data: messageSent },
  'chat:read': { payload: readChatRequest, data: nothing },
  'chat:typing': { payload: typingRequest, data: nothing },
  'presence:activity': { payload: reportActivityRequest, data: nothing },
  'presence:enter-room': { payload: enterRoomPresenceRequest, data: roomPresence },
  'presence:leave-room': { payload: enterRoomPresenceRequest, data: nothing },
  'ring:start': { payload: startRingRequest, data: ringStarted },
  'ring:answer': { payload: answerRingRequest, data: callJoined },
  'ring:decline': { payload: ringParams, data: nothing },
  'ring:cancel': { payload: ringParams, data: nothing },
  'ring:list': { payload: nothing, data: currentRings },
  'call:join': { payload: joinCallRequest, data: callJoined },
  'call:leave': { payload: leaveCallRequest, data: nothing },
  'call:update-media': { payload: updateCallMediaRequest, data: nothing },
  'call:raise-hand': { payload: raiseHandRequest, data: nothing },
  'call:react': { payload: reactInCallRequest, data: nothing },
  'call:signal': { payload: sendSignalRequest, data: nothing },
} as const satisfies Record<string, { payload: z.ZodType; data: z.ZodType }>;

/** Server → client. Events carry what is new; the database stays the source of truth. */
export const serverEvents = {
  'session:ended': errorInfo,
  'account:updated': z.object({ user: selfUser }),
  'user:updated': z.object({ user }),
  'person:changed': z.object({ person }),
  'presence:changed': userPresence,
  'presence:room-changed': roomPresenceChanged,
  'direct-chat:changed': z.object({ chat: directChat }),
  'message:created': z.object({ message }),
  'message:changed': z.object({ message }),
  'chat:read': readState,
  'chat:seen': chatSeen,
  'chat:muted': chatMuted,
  'chat:typing': chatTyping,
  'room-chat:changed': z.object({ chat: roomChatInfo }),
  'room:added': z.object({ room }),
  'room:removed': z.object({ roomId: id }),
  'room:member-joined': z.object({ roomId: id, member: roomMember }),
  'room:member-left': z.object({ roomId: id, userId: id, ownerId: id }),
  'room:live': z.object({ roomId: id, live: z.array(user) }),
  'ring:incoming': z.object({ ring }),
  'ring:ended': ringEnded,
  'call:participant-joined': participantJoined,
  'call:participant-updated': participantUpdated,
  'call:participant-left': participantLeft,
  'call:reacted': callReacted,
  'call:signal': signalReceived,
  'call:ended': callEnded,
} as const satisfies Record<string, z.ZodType>;

export type ClientCommand = keyof typeof clientCommands;
export type CommandPayload<C extends ClientCommand> = z.output<(typeof clientCommands)[C]['payload']>;
export type CommandData<C extends ClientCommand> = z.output<(typeof clientCommands)[C]['data']>;

export type ServerEvent = keyof typeof serverEvents;
export type EventPayload<E extends ServerEvent> = z.output<(typeof serverEvents)[E]>;

/** For socket.io's type parameters, on both sides. */
export type ClientToServerEvents = {
  [C in ClientCommand]: (
    payload: CommandPayload<C>,
    acknowledge: (result: Result<CommandData<C>>) => void,
  ) => void;
};
export type ServerToClientEvents = { [E in ServerEvent]: (payload: EventPayload<E>) => void };

/** What a client presents in the socket's handshake (`auth`). Never in the address, where logs would keep it. */
export const socketHandshake = z.object({ token: z.string().max(4_096) });
export type SocketHandshake = z.infer<typeof socketHandshake>;
