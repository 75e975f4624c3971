import type {
  CallJoined,
  CallTarget,
  ErrorCode,
  JoinCallRequest,
  Result,
  Room,
  Signal,
} from '@parlour/contracts';
import type { TestSocket } from './socket-client.js';
import { startTestApp, type TestApp, type TestUser } from './test-app.js';

export const media = { microphone: true, camera: true, screen: false };
export const offer = { type: 'offer', sdp: 'v=0\r\n', revision: 0 } as const satisfies Signal;

/** An application whose leases are short, and three people with accounts in it. */
export async function startCallApp(): Promise<{
  app: TestApp;
  anna: TestUser;
  ben: TestUser;
  cem: TestUser;
}> {
  const app = await startTestApp({ callLeaseMs: 300, stunUrls: ['stun:stun.example.org:3478'] });
  return { app, anna: await app.signUp(), ben: await app.signUp(), cem: await app.signUp() };
}

export const inRoom = (roomId: string) => ({ kind: 'room', roomId }) as const satisfies CallTarget;

export async function joinCall(
  socket: TestSocket,
  roomId: string,
  more: Partial<JoinCallRequest> = {},
): Promise<CallJoined> {
  const answer = await socket.command('call:join', { target: inRoom(roomId), media, ...more });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data;
}

/** Two in the call of a room, each by a socket of their own. The first to come has heard of the other. */
export async function joinTwo(
  app: TestApp,
  room: Room,
  anna: TestUser,
  ben: TestUser,
): Promise<{ annas: TestSocket; bens: TestSocket; annasCall: CallJoined; bensCall: CallJoined }> {
  const [annas, bens] = await Promise.all([app.socket(anna.token), app.socket(ben.token)]);
  const annasCall = await joinCall(annas, room.id);
  const bensCall = await joinCall(bens, room.id);
  await annas.next('call:participant-joined');
  return { annas, bens, annasCall, bensCall };
}

export async function codeOf(asking: Promise<Result<unknown>>): Promise<ErrorCode | 'ok'> {
  const answer = await asking;
  return answer.ok ? 'ok' : answer.error.code;
}

/** What was sent to a socket before this has arrived after this. */
export const settled = (socket: TestSocket) => socket.command('lobby:unwatch', {});
