import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SessionsRepository } from './sessions.repository.js';

/** Nothing depends on it: what has expired is refused whether or not it is still stored. */
const intervalMs = 3_600_000;

/** Forgets expired sessions and tokens now and then. */
@Injectable()
export class SessionJanitor implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Sessions');
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly sessions: SessionsRepository) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), intervalMs).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async sweep(): Promise<void> {
    await this.sessions.purge().catch((error: unknown) => {
      this.logger.warn(`Expired sessions stay for now: ${error instanceof Error ? error.message : ''}`);
    });
  }
}
