import { Injectable, Logger } from '@nestjs/common';
import { ApiError } from '../http/api-error.js';
import { GroupCommit } from '../messages/group-commit.js';
import { type Departure, PresenceRepository } from './presence.repository.js';

const batchMaxItems = 1_000;
const waitingMaxItems = 100_000;

/** Writes when people went, many at once where many go at once. To lose one is no harm: it is then older than it could be. */
@Injectable()
export class LastSeen {
  private readonly logger = new Logger(LastSeen.name);
  private readonly commits: GroupCommit<Departure, void>;

  constructor(repository: PresenceRepository) {
    this.commits = new GroupCommit<Departure, void>({
      commit: async (departures) => {
        await repository.saveLastSeen(departures);
        return departures.map(() => ({ value: undefined }));
      },
      sameKey: ({ userId }) => userId,
      batchMaxItems,
      waitingMaxItems,
      overloaded: () => new ApiError('unavailable'),
    });
  }

  /** Resolves when nothing waits to be stored. */
  written(): Promise<void> {
    return this.commits.drained();
  }

  /** Resolves when it is stored, or was given up. */
  async save(userId: string, at: Date): Promise<void> {
    try {
      await this.commits.submit({ userId, at });
    } catch (error) {
      this.logger.warn(
        `When somebody went was not stored: ${error instanceof Error ? error.message : 'failed'}`,
      );
    }
  }
}
