import { Injectable } from '@nestjs/common';
import type { ErrorCode } from '@parlour/contracts';

/** In the place of a user id. */
const everybody = '*';

/** What happened while one socket was about to connect. */
export class Handshake {
  /** Audiences (of a session, of a user) that were closed, and why. */
  readonly ended = new Map<string, ErrorCode>();
  private readonly changed = new Set<string>();

  noteChange(userId: string): void {
    this.changed.add(userId);
  }

  /** Whether the chats or friends of somebody have changed since the last `forgetChange`. */
  hasChanged(userId: string): boolean {
    return this.changed.has(userId) || this.changed.has(everybody);
  }

  forgetChange(userId: string): void {
    this.changed.delete(userId);
    this.changed.delete(everybody);
  }
}

/**
 * Sockets that are about to connect are in no audience yet, so that the publisher cannot reach them. What happens to
 * chats, friends and sessions in that gap is noted here, and heeded before they are let in.
 */
@Injectable()
export class Handshakes {
  private readonly open = new Set<Handshake>();

  /** Before anything about the user is looked up. */
  begin(): Handshake {
    const handshake = new Handshake();
    this.open.add(handshake);
    return handshake;
  }

  end(handshake: Handshake): void {
    this.open.delete(handshake);
  }

  audiencesChanged(userId: string): void {
    for (const handshake of this.open) handshake.noteChange(userId);
  }

  everyAudienceChanged(): void {
    this.audiencesChanged(everybody);
  }

  ended(audience: string, code: ErrorCode): void {
    for (const handshake of this.open) handshake.ended.set(audience, code);
  }
}
