import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { MessageMappingProperties } from '@nestjs/websockets';
import type { ServerOptions } from 'socket.io';
import type { Config } from '../config/config.js';
import { type CommandCallback, CommandDoor } from './command-door.js';
import type { ConnectionGuard } from './connection-guard.js';
import { fanOutAdapter } from './fan-out-adapter.js';
import type { RealtimeServer, RealtimeSocket } from './realtime-socket.js';

/** Finds a peer that vanished without a word (a laptop lid, a cable) in at most 18 s; socket.io's own are 45. */
const pingIntervalMs = 10_000;
const pingTimeoutMs = 8_000;

/** How socket.io is set up, whoever it serves. */
export const engineOptions = ({
  socketFrameMaxBytes,
  socketHandshakeMs,
}: Pick<Config, 'socketFrameMaxBytes' | 'socketHandshakeMs'>) =>
  ({
    transports: ['websocket', 'polling'],
    serveClient: false,
    maxHttpBufferSize: socketFrameMaxBytes,
    perMessageDeflate: false, // costs 300 kB of memory for each socket
    httpCompression: false, // like TLS compression, it would let a length tell of a secret
    pingInterval: pingIntervalMs,
    pingTimeout: pingTimeoutMs,
    connectTimeout: socketHandshakeMs,
  }) satisfies Partial<ServerOptions>;

/** Nest's socket.io adapter with our limits, and with one door for all commands instead of a listener for each. */
export class RealtimeAdapter extends IoAdapter {
  private readonly doors = new WeakMap<RealtimeSocket, CommandDoor>();

  constructor(
    app: NestFastifyApplication,
    private readonly config: Config,
    private readonly guard: ConnectionGuard,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): RealtimeServer {
    const server: RealtimeServer = super.createIOServer(port, {
      ...options,
      ...engineOptions(this.config),
      adapter: fanOutAdapter(this.config.socketUnsentMaxBytes),
      allowRequest: (request, answer) => {
        const admitted = this.guard.admits(request);
        answer(admitted ? null : 'rate_limited', admitted);
      },
    } as ServerOptions);
    server.engine.on('connection', (connection) => this.guard.watch(connection));
    return server;
  }

  /** Nest calls this for each gateway of each socket. */
  override bindMessageHandlers(socket: RealtimeSocket, handlers: MessageMappingProperties[]): void {
    const door = this.doors.get(socket) ?? this.doorOf(socket);
    this.doors.set(socket, door);
    for (const { message, callback } of handlers) door.register(String(message), callback as CommandCallback);
  }

  private doorOf(socket: RealtimeSocket): CommandDoor {
    return new CommandDoor(socket, this.config, () => this.guard.putOut(socket.conn));
  }
}
