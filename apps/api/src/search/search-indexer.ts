import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { Timers } from '../clock/timers.js';
import { DomainEvents } from '../domain-events/domain-events.js';
import { isDatabaseUnavailable } from '../http/database-failures.js';
import { IndexingFailed, SearchQueueRepository } from './search-queue.repository.js';

/** Some 10 ms of the database. */
const batchMaxItems = 200;
/** What is written meanwhile is one batch: nobody looks for what was written a moment ago. */
const gatherMs = 100;
/** After each batch the database has nine times as long for others: a tenth of one core at most goes into the index. */
const restRatio = 9;
const restMinMs = 10;
/** For what another node left when it ended between storing and indexing. */
const lookAgainMs = 30_000;
const retryMs = 2_000;

/**
 * Keeps the search index in step with the messages, behind everybody's back:
 *
 *     waiting ──messages queued──▶ gathering ──a moment later──▶ working ──the queue is empty──▶ waiting
 *        └────────── now and then ──────────────────────────────▶   └──more is queued: rests──▶ working
 *
 * The queue is a table, filled by the statements that store and change messages: what was not indexed when the server ended is
 * indexed when it comes up again, and several nodes share the work.
 */
@Injectable()
export class SearchIndexer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Search');
  private readonly timers: Timers;
  private state: 'waiting' | 'gathering' | 'working' | 'ended' = 'waiting';
  private work: Promise<void> | undefined;
  private isNudged = false;
  private limit = batchMaxItems;
  /** Those that alone could not be indexed. They stay in the queue for a newer version of this program. */
  private readonly givenUp = new Set<string>();

  constructor(
    events: DomainEvents,
    clock: Clock,
    private readonly queue: SearchQueueRepository,
  ) {
    this.timers = new Timers(clock);
    events.on('messages-queued', () => this.nudge());
  }

  onApplicationBootstrap(): void {
    this.nudge();
  }

  /** The batch under way is finished before the database goes. */
  async beforeApplicationShutdown(): Promise<void> {
    this.state = 'ended';
    this.timers.stopAll();
    await this.work;
  }

  private nudge(): void {
    this.isNudged = true;
    if (this.state === 'waiting') this.workIn(gatherMs, 'gathering');
  }

  private workIn(ms: number, state: 'waiting' | 'gathering'): void {
    if (this.state === 'ended') return;
    this.state = state;
    this.timers.start('work', ms, () => {
      this.state = 'working';
      this.work = this.workOnce();
    });
  }

  private async workOnce(): Promise<void> {
    this.isNudged = false;
    const startedAt = performance.now();
    try {
      const count = await this.queue.index(this.limit, [...this.givenUp]);
      const isMore = count === this.limit;
      this.limit = batchMaxItems;
      const restMs = Math.max(restMinMs, (performance.now() - startedAt) * restRatio);
      if (isMore) this.workIn(restMs, 'gathering');
      else if (this.isNudged) this.workIn(Math.max(gatherMs, restMs), 'gathering');
      else this.workIn(lookAgainMs, 'waiting');
    } catch (error) {
      this.handleFailure(error);
      this.workIn(retryMs, 'gathering');
    }
  }

  /** Where it is not the database that fails, it is one of the messages, which is found by smaller and smaller batches. */
  private handleFailure(error: unknown): void {
    const cause = error instanceof IndexingFailed ? error.cause : error;
    this.logger.warn(`Not indexed for now: ${cause instanceof Error ? cause.message : 'failed'}`);
    if (!(error instanceof IndexingFailed) || isDatabaseUnavailable(cause)) return;
    if (error.messageIds.length === 1) for (const id of error.messageIds) this.givenUp.add(id);
    else this.limit = Math.ceil(error.messageIds.length / 2);
  }
}
