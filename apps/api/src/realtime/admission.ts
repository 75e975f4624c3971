import { Injectable } from '@nestjs/common';
import { type ErrorCode, socketHandshake } from '@parlour/contracts';
import { AccessTokens } from '../auth/access-tokens.js';
import { ChatAccess } from '../chats/chat-access.js';
import { Friendships } from '../friends/friendships.js';
import { ApiError } from '../http/api-error.js';
import type { Connection } from './connection.js';
import { type Handshake, Handshakes } from './handshakes.js';
import { Origins } from './origins.js';
import { Readmission } from './readmission.js';
import { audience, type RealtimeSocket, type SocketIdentity } from './realtime-socket.js';

/** Lets a socket in: from an origin of ours, with an access token, and into all audiences of its user. */
@Injectable()
export class Admission {
  private readonly begun = new WeakSet<Connection>();
  private readonly handshakes = new WeakMap<RealtimeSocket, Handshake>();

  constructor(
    private readonly origins: Origins,
    private readonly accessTokens: AccessTokens,
    private readonly chatAccess: ChatAccess,
    private readonly friendships: Friendships,
    private readonly openHandshakes: Handshakes,
    private readonly readmission: Readmission,
  ) {}

  /**
   * Before the socket counts as connected, so that from its first moment it misses no event.
   * @throws ApiError origin_refused, unauthenticated, token_expired.
   */
  async admit(socket: RealtimeSocket): Promise<void> {
    if (!this.origins.allows(socket.handshake.headers)) throw new ApiError('origin_refused');
    // One connection is one socket: a second CONNECT while the first is under way would make two.
    if (this.begun.has(socket.conn)) throw new ApiError('invalid_input');
    this.begun.add(socket.conn);

    const handshake = this.openHandshakes.begin();
    socket.conn.once('close', () => this.openHandshakes.end(handshake));
    this.handshakes.set(socket, handshake);

    const auth = socketHandshake.safeParse(socket.handshake.auth);
    if (!auth.success) throw new ApiError('unauthenticated');
    socket.data = await this.identify(auth.data.token);
    const { user, sessionId } = socket.data;
    await this.readmission.wait(user.id);
    await socket.join([audience.user(user.id), audience.session(sessionId)]);
    await this.joinAudiences(socket, handshake);
  }

  /**
   * Once the publisher can reach the socket: settles what changed between its admission and this moment.
   * @returns the code by which its session ended, if it did.
   */
  async complete(socket: RealtimeSocket): Promise<ErrorCode | undefined> {
    const handshake = this.handshakes.get(socket);
    if (!handshake) return undefined;
    try {
      if (handshake.hasChanged(socket.data.user.id)) await this.joinAudiences(socket, handshake);
      return endingOf(handshake, socket.data);
    } finally {
      this.openHandshakes.end(handshake);
    }
  }

  /**
   * Takes a newer access token of the same user.
   * @throws ApiError unauthenticated, token_expired.
   */
  async renew(socket: RealtimeSocket, accessToken: string): Promise<void> {
    const handshake = this.openHandshakes.begin();
    try {
      const identity = await this.identify(accessToken);
      const isSame = identity.user.id === socket.data.user.id;
      if (!isSame || endingOf(handshake, identity)) throw new ApiError('unauthenticated');
      void socket.leave(audience.session(socket.data.sessionId));
      void socket.join(audience.session(identity.sessionId));
      socket.data = identity;
    } finally {
      this.openHandshakes.end(handshake);
    }
  }

  private async identify(accessToken: string): Promise<SocketIdentity> {
    const { userId, username, sessionId, expiresAt } = await this.accessTokens.verify(accessToken);
    return { user: { id: userId, username }, sessionId, expiresAt };
  }

  /** Of its chats, and of its friends' presence. Looks again for as long as these change while it looks. */
  private async joinAudiences(socket: RealtimeSocket, handshake: Handshake): Promise<void> {
    const userId = socket.data.user.id;
    let chatIds: string[];
    let friendIds: string[];
    do {
      handshake.forgetChange(userId);
      [chatIds, friendIds] = await Promise.all([
        this.chatAccess.chatIdsOf(userId),
        this.friendships.friendIdsOf(userId),
      ]);
    } while (handshake.hasChanged(userId));
    const audiences = new Set([...chatIds.map(audience.chat), ...friendIds.map(audience.presence)]);
    for (const room of socket.rooms) {
      if (audience.isStored(room) && !audiences.has(room)) void socket.leave(room);
    }
    void socket.join([...audiences]);
  }
}

const endingOf = ({ ended }: Handshake, { user, sessionId }: SocketIdentity): ErrorCode | undefined =>
  ended.get(audience.session(sessionId)) ?? ended.get(audience.user(user.id));
