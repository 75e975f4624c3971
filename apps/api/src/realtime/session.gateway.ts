import type { OnGatewayConnection, OnGatewayDisconnect, OnGatewayInit } from '@nestjs/websockets';
import type { CommandData, CommandPayload } from '@parlour/contracts';
import { Config } from '../config/config.js';
import { Admission } from './admission.js';
import { Command, CommandGateway } from './command.js';
import { CommandFilter } from './command-filter.js';
import { ConnectionGuard } from './connection-guard.js';
import { audience, type RealtimeServer, type RealtimeSocket } from './realtime-socket.js';
import { RealtimePublisher } from './realtime.publisher.js';

/** The life of a socket: let in, kept by newer access tokens, put out when they run out; and the lobby. */
@CommandGateway()
export class SessionGateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect {
  private readonly expiries = new WeakMap<RealtimeSocket, NodeJS.Timeout>();

  constructor(
    private readonly config: Config,
    private readonly guard: ConnectionGuard,
    private readonly admission: Admission,
    private readonly publisher: RealtimePublisher,
  ) {}

  afterInit(server: RealtimeServer): void {
    this.publisher.attach(server);
    server.use((socket, next) => {
      this.admission.admit(socket).then(
        () => next(),
        (error: unknown) => {
          const info = CommandFilter.infoOf(error);
          next(Object.assign(new Error(info.message), { data: info }));
          setImmediate(() => socket.conn.close()); // after the refusal, which socket.io sends in the next tick
        },
      );
    });
  }

  handleConnection(socket: RealtimeSocket): void {
    this.guard.welcome(socket.conn, socket.data.user.id);
    this.expireLater(socket);
    this.admission.complete(socket).then(
      (ended) => ended && this.publisher.endConnection(socket.id, ended),
      () => socket.disconnect(true), // the database does not answer: come back, and try again
    );
  }

  /** Also where a client left the namespace by its own word: a connection without a socket has no purpose. */
  handleDisconnect(socket: RealtimeSocket): void {
    clearTimeout(this.expiries.get(socket));
    socket.conn.close();
  }

  @Command('session:renew')
  async renew(
    socket: RealtimeSocket,
    { accessToken }: CommandPayload<'session:renew'>,
  ): Promise<CommandData<'session:renew'>> {
    await this.admission.renew(socket, accessToken);
    this.expireLater(socket);
    return { expiresAt: socket.data.expiresAt.toISOString() };
  }

  @Command('lobby:watch')
  watchLobby(socket: RealtimeSocket): CommandData<'lobby:watch'> {
    void socket.join(audience.lobby);
    return {};
  }

  @Command('lobby:unwatch')
  unwatchLobby(socket: RealtimeSocket): CommandData<'lobby:unwatch'> {
    void socket.leave(audience.lobby);
    return {};
  }

  private expireLater(socket: RealtimeSocket): void {
    clearTimeout(this.expiries.get(socket));
    if (!socket.connected) return;
    const lifeMs = socket.data.expiresAt.getTime() - Date.now() + this.config.socketTokenGraceMs;
    const expire = () => this.publisher.endConnection(socket.id, 'token_expired');
    this.expiries.set(socket, setTimeout(expire, lifeMs));
  }
}
