import { type CallJoined, type Session, type Signal } from '@parlour/contracts';
import { io, type Socket } from 'socket.io-client';
import { password } from './person';

interface Acknowledged {
  readonly ok: boolean;
  readonly error?: { readonly code: string };
}

interface Heard {
  readonly from: string;
  readonly signal: Signal;
}

const patienceMs = 5_000;
let rogues = 0;

/**
 * A member of a room who is no browser: signs up, joins the call as anybody may, and says there whatever they like. What
 * others send to them is kept; nothing is answered by itself.
 */
export class Rogue {
  /** All that came by `call:signal`, in order. */
  readonly heard: readonly Heard[];

  private constructor(
    readonly username: string,
    readonly socket: Socket,
    readonly call: CallJoined,
    heard: Heard[],
  ) {
    this.heard = heard;
    socket.on('call:signal', (signal: Heard) => heard.push(signal));
  }

  static async join(baseUrl: string, roomPath: string): Promise<Rogue> {
    const username = `rogue_${Date.now().toString(36).slice(-5)}${rogues++}`;
    const { accessToken } = await post<Session>(`${baseUrl}/api/auth/register`, null, {
      username,
      email: `${username}@example.org`,
      password,
    });
    const slug = roomPath.split('/').at(-1) ?? '';
    const room = await post<{ id: string }>(`${baseUrl}/api/rooms/${slug}/join`, accessToken);
    const socket = io(baseUrl, {
      auth: { token: accessToken },
      transports: ['websocket'],
      reconnection: false,
      extraHeaders: { origin: baseUrl },
    });
    const heard: Heard[] = [];
    const media = { microphone: true, camera: true, screen: false };
    const joined = (await socket.timeout(patienceMs).emitWithAck('call:join', {
      target: { kind: 'room', roomId: room.id },
      media,
    })) as Acknowledged & { data: CallJoined };
    if (!joined.ok) throw new Error(`The rogue was refused: ${joined.error?.code}`);
    return new Rogue(username, socket, joined.data, heard);
  }

  /** The participant of that person, as the roster had them when the rogue came. */
  idOf(username: string): string {
    const found = this.call.participants.find(({ user }) => user.username === username);
    if (!found) throw new Error(`${username} is not in the call`);
    return found.id;
  }

  /** By the contract as to its form. Answers with the code of the refusal, or with `ok`. */
  signal(to: string, signal: Signal): Promise<string> {
    return this.say('call:signal', { callId: this.call.callId, to, signal });
  }

  /** Anything at all. */
  async say(command: string, payload: unknown): Promise<string> {
    const result = (await this.socket.timeout(patienceMs).emitWithAck(command, payload)) as Acknowledged;
    return result.ok ? 'ok' : (result.error?.code ?? 'no code');
  }

  leave(): void {
    this.socket.disconnect();
  }
}

async function post<T>(url: string, accessToken: string | null, body?: object): Promise<T> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      origin: new URL(url).origin,
      ...(body && { 'content-type': 'application/json' }),
      ...(accessToken && { authorization: `Bearer ${accessToken}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}
