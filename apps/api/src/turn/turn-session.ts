import type { StunConnection } from './stun-connection.js';
import {
  type StunAuthority,
  stunAttribute,
  type StunAttribute,
  type StunAttributesOf,
  type StunMethod,
  stunMethod,
  stunRequest,
  type StunResponse,
} from './stun-message.js';
import type { TurnCredentials } from './turn-credentials.js';

/** What a TURN server refused, and by which code (RFC 8489 section 14.8, RFC 8656 section 19). */
export class TurnRefusal extends Error {
  override readonly name = 'TurnRefusal';

  constructor(readonly code: number | null) {
    super(`The TURN server refuses with the code ${code ?? 'of no known form'}`);
  }
}

const relayOverUdp = Buffer.from([17, 0, 0, 0]); // the protocol number of UDP, and what is reserved
const nothing = Buffer.alloc(4);

/** One client of a TURN server (RFC 8656) on one connection, and its allocation. */
export class TurnSession {
  private authority: StunAuthority | null = null;

  constructor(
    private readonly connection: StunConnection,
    private readonly credentials: TurnCredentials | null,
  ) {}

  /** @throws TurnRefusal 401 for credentials that do not count, 486 where somebody has too many allocations. */
  async allocate(more: Iterable<StunAttribute> = []): Promise<void> {
    await this.ask(stunMethod.allocate, () => [[stunAttribute.requestedTransport, relayOverUdp], ...more]);
  }

  /** Gives the allocation back. */
  async release(): Promise<void> {
    await this.ask(stunMethod.refresh, () => [[stunAttribute.lifetime, nothing]]);
  }

  /** The first request learns realm and nonce; an old nonce is answered with a new one (438). */
  async ask(method: StunMethod, attributesOf: StunAttributesOf): Promise<StunResponse> {
    for (let tries = 0; ; tries++) {
      const response = await this.connection.exchange(stunRequest(method, attributesOf, this.authority));
      if (response.isSuccess) return response;
      const { errorCode } = response;
      const isChallenge = errorCode === 438 || (errorCode === 401 && this.authority === null);
      if (!isChallenge || tries > 1 || !this.learn(response)) throw new TurnRefusal(errorCode);
    }
  }

  private learn({ attributes }: StunResponse): boolean {
    const [realm, nonce] = [attributes.get(stunAttribute.realm), attributes.get(stunAttribute.nonce)];
    if (!realm || !nonce || !this.credentials) return false;
    this.authority = { ...this.credentials, realm, nonce };
    return true;
  }
}
