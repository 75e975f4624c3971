import { Injectable } from '@nestjs/common';
import type { ErrorCode } from '@parlour/contracts';

/** A socket between the proof of who it is and its first event, while its chats are looked up. */
export interface Handshake {
  readonly userId: string;
  readonly sessionId: string;
  /** A membership changed since the chats were looked up: look again. */
  stale: boolean;
  /** The session ended meanwhile: do not let it in. */
  endedBy?: ErrorCode;
}

/**
 * Sockets that are about to connect are in no audience yet, so that the publisher cannot reach them. What happens to
 * their memberships and sessions in that gap is noted here, and heeded before they are let in.
 */
@Injectable()
export class Handshakes {
  private readonly open = new Set<Handshake>();

  begin(userId: string, sessionId: string): Handshake {
    const handshake: Handshake = { userId, sessionId, stale: true };
    this.open.add(handshake);
    return handshake;
  }

  end(handshake: Handshake): void {
    this.open.delete(handshake);
  }

  membershipChanged(userId: string): void {
    for (const handshake of this.open) if (handshake.userId === userId) handshake.stale = true;
  }

  sessionEnded(concerns: (handshake: Handshake) => boolean, code: ErrorCode): void {
    for (const handshake of this.open) if (concerns(handshake)) handshake.endedBy = code;
  }
}
