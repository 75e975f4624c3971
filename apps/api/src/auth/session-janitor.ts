import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { PasswordResetsRepository } from './password-resets.repository.js';
import { SessionsRepository } from './sessions.repository.js';

/** Nothing depends on it: what has expired is refused whether or not it is still stored. */
const intervalMs = 3_600_000;

/** Forgets expired sessions, tokens and links for a new password now and then. */
@Injectable()
export class SessionJanitor implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Sessions');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly resets: PasswordResetsRepository,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), intervalMs).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async sweep(): Promise<void> {
    const purges = [this.sessions.purge(), this.resets.purge(this.clock.now())];
    await Promise.all(purges).catch((error: unknown) => {
      this.logger.warn(`Expired sessions stay for now: ${error instanceof Error ? error.message : ''}`);
    });
  }
}
