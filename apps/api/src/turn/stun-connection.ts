import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { readStunResponse, stunLength, type StunResponse } from './stun-message.js';
import type { TurnAddress } from './turn-address.js';

/** A way to a STUN or TURN server. */
export interface StunConnection {
  /** Rejects when the signal of the connection is aborted, or the way is lost. */
  exchange(request: { readonly bytes: Buffer; readonly transactionId: Buffer }): Promise<StunResponse>;
  close(): void;
}

type Transport = Exclude<TurnAddress['transport'], 'dtls'>; // which Node does not speak

/** @throws Error where there is no such host, nobody listens, or no valid certificate is shown. */
export async function connectStun(
  { host, port, transport }: TurnAddress & { readonly transport: Transport },
  signal: AbortSignal,
): Promise<StunConnection> {
  if (transport === 'udp') {
    const { address, family } = await unlessAborted(lookup(host), signal);
    return connectByUdp(address, port, family === 6 ? 'udp6' : 'udp4', signal);
  }
  const socket = transport === 'tcp' ? connect({ host, port }) : secureSocket(host, port);
  const opening = opened(socket, transport === 'tcp' ? 'connect' : 'secureConnect');
  await unlessAborted(opening, signal).catch((error: unknown) => {
    socket.destroy();
    throw error;
  });
  return connectByStream(socket, signal);
}

/** A certificate is asked for by name; an address has none (RFC 6066 section 3). */
const secureSocket = (host: string, port: number): Socket =>
  connectTls({ host, port, ...(isIP(host) === 0 ? { servername: host } : {}) });

const opened = (socket: Socket, event: 'connect' | 'secureConnect') =>
  new Promise<void>((resolve, reject) => {
    socket.on('error', reject); // for ever: one without a listener would end the process
    socket.once(event, () => resolve());
  });

const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  Promise.race([work, aborted(signal)]);

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(signal.reason as Error);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}

/** Who waits for which answer; the same over datagrams and streams. */
class Exchanges {
  private readonly waiting = new Map<string, (response: StunResponse) => void>();
  private readonly lost = Promise.withResolvers<never>();

  constructor(signal: AbortSignal) {
    this.lost.promise.catch(() => undefined); // also where nobody waits
    aborted(signal).catch((reason: Error) => this.fail(reason));
  }

  answerTo(transactionId: Buffer): Promise<StunResponse> {
    const key = transactionId.toString('hex');
    const answer = new Promise<StunResponse>((resolve) => this.waiting.set(key, resolve));
    return Promise.race([answer, this.lost.promise]).finally(() => this.waiting.delete(key));
  }

  receive(bytes: Buffer): void {
    const response = readStunResponse(bytes);
    if (response) this.waiting.get(response.transactionId.toString('hex'))?.(response);
  }

  fail(error: Error): void {
    this.lost.reject(error);
  }
}

/** RFC 8489 section 6.2.1: what is not answered is sent again. */
const resendMs = 500;

function connectByUdp(
  address: string,
  port: number,
  type: 'udp4' | 'udp6',
  signal: AbortSignal,
): StunConnection {
  const exchanges = new Exchanges(signal);
  const socket = createSocket(type);
  socket.on('message', (bytes) => exchanges.receive(bytes));
  socket.on('error', (error) => exchanges.fail(error));
  return {
    async exchange({ bytes, transactionId }) {
      const send = () => socket.send(bytes, port, address, (error) => error && exchanges.fail(error));
      send();
      const resending = setInterval(send, resendMs);
      try {
        return await exchanges.answerTo(transactionId);
      } finally {
        clearInterval(resending);
      }
    },
    close: () => void socket.close(),
  };
}

function connectByStream(socket: Socket, signal: AbortSignal): StunConnection {
  const exchanges = new Exchanges(signal);
  let received = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    for (let length = stunLength(received); length !== null && length <= received.length;) {
      exchanges.receive(received.subarray(0, length));
      received = received.subarray(length);
      length = stunLength(received);
    }
  });
  socket.on('error', (error) => exchanges.fail(error));
  socket.on('close', () => exchanges.fail(new Error('The connection was closed')));
  return {
    exchange({ bytes, transactionId }) {
      const answer = exchanges.answerTo(transactionId);
      socket.write(bytes);
      return answer;
    },
    close: () => void socket.destroy(),
  };
}
