import { Injectable } from '@nestjs/common';
import type { IceAccess } from '@parlour/contracts';
import { Clock } from '../clock/clock.js';
import { Config } from '../config/config.js';
import { turnCredentials } from './turn-credentials.js';

/** How participants get through to each other. */
@Injectable()
export class IceServers {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** What there is, with credentials for this person alone. */
  accessFor(userId: string): IceAccess {
    const { stunUrls, turn, turnCredentialsMs } = this.config;
    const stun = stunUrls.length > 0 ? [{ urls: [...stunUrls] }] : [];
    if (turn === null) return { iceServers: stun, expiresAt: null };
    const wholeSeconds = Math.floor(this.clock.now().getTime() / 1_000) * 1_000; // as in the name
    const expiresAt = new Date(wholeSeconds + turnCredentialsMs);
    const relay = { urls: [...turn.urls], ...turnCredentials(turn.secret, userId, expiresAt) };
    return { iceServers: [...stun, relay], expiresAt: expiresAt.toISOString() };
  }
}
