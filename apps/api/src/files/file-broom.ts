import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { limits } from '@parlour/contracts';
import { Clock } from '../clock/clock.js';
import { AttachmentsRepository } from './attachments.repository.js';
import { FileStore } from './file-store.js';
import { IncomingFiles } from './incoming-files.js';
import { previewKeyOf } from './preview-key.js';

/** Nothing depends on it: a file whose attachment is gone is given to nobody. */
const intervalMs = 60_000;

/** Removes files that no message took in time, those whose attachment is gone, and what a killed process left. */
@Injectable()
export class FileBroom implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Files');
  private callOff: () => void = () => undefined;
  private isEnding = false;

  constructor(
    private readonly repository: AttachmentsRepository,
    private readonly store: FileStore,
    private readonly incoming: IncomingFiles,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.sweepLater();
  }

  /** A store that does not answer must not hold up the end: what is under way is done again after the next start. */
  onApplicationShutdown(): void {
    this.isEnding = true;
    this.callOff();
  }

  private sweepLater(): void {
    if (this.isEnding) return;
    this.callOff = this.clock.after(intervalMs, () => {
      void this.sweep()
        .catch((error: unknown) => this.tellWhy(error))
        .finally(() => this.sweepLater());
    });
  }

  private tellWhy(error: unknown): void {
    if (this.isEnding) return;
    this.logger.warn(`Files stay for now: ${error instanceof Error ? error.message : ''}`);
  }

  private async sweep(): Promise<void> {
    await this.incoming.removeLeftovers();
    await this.repository.removeLooseBefore(new Date(this.clock.now().getTime() - limits.looseAttachmentMs));
    for (const id of await this.repository.discarded()) {
      if (this.isEnding) return;
      await this.store.remove(id);
      await this.store.remove(previewKeyOf(id));
      await this.repository.forgetDiscarded(id);
    }
  }
}
