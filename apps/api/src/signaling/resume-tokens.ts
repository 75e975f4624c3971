import { Injectable } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Config } from '../config/config.js';

/** What a resume token proves: that this participant of this call is this person, in this room or among people. */
export interface ResumeClaim {
  /** The id of the room; null for a call between people. */
  readonly roomId: string | null;
  readonly callId: string;
  readonly participantId: string;
  readonly userId: string;
}

/** An HMAC-SHA256 over the claim. It needs no store, so that it outlives a restart of the server. */
@Injectable()
export class ResumeTokens {
  constructor(private readonly config: Config) {}

  issue(claim: ResumeClaim): string {
    return this.mac(claim).toString('base64url');
  }

  proves(token: string, claim: ResumeClaim): boolean {
    const expected = this.mac(claim);
    const given = Buffer.from(token, 'base64url');
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  private mac({ roomId, callId, participantId, userId }: ResumeClaim): Buffer {
    return createHmac('sha256', this.config.secrets.resumeTokenSecret)
      .update(['resume', roomId ?? 'direct', callId, participantId, userId].join('\n'))
      .digest();
  }
}
