import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { Timers } from '../clock/timers.js';
import { MessagesService } from '../messages/messages.service.js';
import type { Ring } from './ring-board.js';
import { durationSeconds, type EndedRing, RingsRepository } from './rings.repository.js';

/** Something about one ring that has to be written, and is not yet. */
interface Entry {
  readonly ring: Ring;
  readonly write: () => Promise<void>;
  writing: Promise<void> | null;
}

/** A database that was restarted is back within seconds. */
const retryMs = 2_000;
/** A note that is missing since longer will not be missed any more. */
const notesLookBackMs = 86_400_000;

/**
 * What the database knows of rings. A ring is stored before it rings. From then on memory is ahead: an end is told to
 * the devices at once, then written into the row, then into the chat, and while the database is away both are tried
 * again. What a stopped server left undone is done when it starts.
 */
@Injectable()
export class RingLog implements BeforeApplicationShutdown {
  private readonly logger = new Logger(RingLog.name);
  private readonly entries = new Map<string, Entry>();
  private readonly answers = new Set<Promise<void>>();
  private readonly timers: Timers;

  constructor(
    private readonly repository: RingsRepository,
    private readonly messages: MessagesService,
    clock: Clock,
  ) {
    this.timers = new Timers(clock);
  }

  /**
   * Stores a ring that begins. What is unwritten of the same two comes first: the row of their last ring is open until then.
   * @throws ApiError already_ringing; what the database fails with: then there is no such ring.
   */
  async begin(ring: Ring): Promise<void> {
    for (const entry of [...this.entries.values()]) {
      if (entry.ring.chatId === ring.chatId) await this.write(entry);
    }
    try {
      await this.repository.insert(ring);
    } catch (error) {
      this.submit(ring, () => this.repository.discard(ring.id)); // the answer may be lost, and the row be there
      throw error;
    }
  }

  /** Its end writes it again: a failure costs no more than the way back into the call after a crash of the server. */
  answered(ring: Ring, at: number): void {
    const writing = this.repository.answer(ring.id, at).catch((error: unknown) => this.complain(error));
    this.answers.add(writing);
    void writing.then(() => this.answers.delete(writing));
  }

  ended(ended: EndedRing): void {
    this.submit(ended.ring, async () => {
      await this.repository.end(ended);
      await this.postNote(ended);
    });
  }

  /** Posts what is missing in the chats, and gives back what a stopped server left open. */
  async recover(now: number): Promise<{ ring: Ring; answeredAt: number | null }[]> {
    for (const ended of await this.repository.withoutNote(now - notesLookBackMs)) this.ended(ended);
    return this.repository.open();
  }

  /** Resolves when everything was tried to be written. */
  async tried(): Promise<void> {
    await Promise.allSettled([...this.answers, ...[...this.entries.values()].map(({ writing }) => writing)]);
  }

  /** What the database does not take any more is found and done at the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.timers.stopAll();
    await this.tried();
  }

  private submit(ring: Ring, write: () => Promise<void>): void {
    const entry: Entry = { ring, write, writing: null };
    this.entries.set(ring.id, entry);
    this.attempt(entry);
  }

  private attempt(entry: Entry): void {
    this.write(entry).catch((error: unknown) => {
      this.complain(error);
      this.timers.start('retry', retryMs, () => {
        for (const entry of [...this.entries.values()]) this.attempt(entry);
      });
    });
  }

  private write(entry: Entry): Promise<void> {
    entry.writing ??= entry
      .write()
      .then(() => void this.entries.delete(entry.ring.id))
      .finally(() => (entry.writing = null));
    return entry.writing;
  }

  private postNote({ ring, answeredAt, endedAt, outcome }: EndedRing): Promise<void> {
    return this.messages.postCallNote({
      chatId: ring.chatId,
      authorId: ring.caller.id,
      note: {
        ringId: ring.id,
        video: ring.video,
        outcome,
        durationSeconds: durationSeconds(answeredAt, endedAt),
      },
    });
  }

  private complain(error: unknown): void {
    this.logger.warn(
      `A call could not be written down yet: ${error instanceof Error ? error.message : 'failed'}`,
    );
  }
}
