import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { Message } from '@parlour/contracts';
import { DomainEvents } from '../domain-events/domain-events.js';
import { ApiError } from '../http/api-error.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { GroupCommit, type Outcome } from './group-commit.js';
import { type Draft, MessagesRepository, type Stored } from './messages.repository.js';
import { stubbornly } from './stubbornly.js';

/** Keeps one statement well under a megabyte. */
const batchMaxItems = 200;
/** Of the longest messages that is 160 MB; of usual ones 2. */
const waitingMaxItems = 10_000;
/** As many as can have been given up on while a database was away. */
const unsettledMaxItems = 10_000;

const keyOf = ({ authorId, clientMessageId }: Draft): string => `${authorId} ${clientMessageId}`;

/** What came of wanting to change a message: how it is now, and whether that is new. */
export interface Changed {
  readonly message: Message;
  readonly isChanged: boolean;
  /** Whether the search has to look at it again. */
  readonly isForSearch: boolean;
}

/**
 * Everything that is written stands in one line: it is stored, then told, one after the other, so that what people hear of a
 * chat has the order of its `seq` and of its changes, and no message quotes what has been taken away before it.
 */
@Injectable()
export class MessageLine implements BeforeApplicationShutdown {
  private readonly commits = new GroupCommit<Draft, Message>({
    commit: (drafts) => this.commit(drafts),
    sameKey: keyOf,
    batchMaxItems,
    waitingMaxItems,
    overloaded: () => new ApiError('unavailable'),
  });
  /** Given up on without knowing whether they were stored: nobody was told, and when they come again everybody is. */
  private readonly unsettled = new Set<string>();

  constructor(
    private readonly repository: MessagesRepository,
    private readonly publisher: RealtimePublisher,
    private readonly events: DomainEvents,
  ) {}

  /**
   * Resolves after the commit, and after everybody in the chat was told.
   * @returns the message, or the one that was sent before under the same client message id.
   * @throws ApiError with the refusal; unavailable.
   */
  store(draft: Draft): Promise<Message> {
    return this.commits.submit(draft);
  }

  /**
   * The same for a change of one message. `work` commits it; where the database fails it is called again, and finds what it
   * has done before unchanged: that is told once too often rather than never.
   */
  change(work: () => Promise<Changed>): Promise<Message> {
    return this.commits.inTurn(async () => {
      const { message, isNews, isForSearch } = await stubbornly(async (attempt) => {
        const { isChanged, ...changed } = await work();
        return { ...changed, isNews: isChanged || attempt > 0 };
      });
      if (isNews) this.publisher.toChat(message.chatId, 'message:changed', { message });
      if (isNews && isForSearch) this.events.publish({ type: 'messages-queued' });
      return message;
    });
  }

  /** What was accepted is stored and acknowledged before the sockets and the database go. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.commits.drained();
  }

  private async commit(drafts: readonly Draft[]): Promise<Outcome<Message>[]> {
    const outcomes = await this.storeEach(drafts);
    let isForSearch = false;
    for (const [index, outcome] of outcomes.entries()) {
      const wasUnsettled = this.settle(drafts[index], outcome);
      if ('value' in outcome && 'message' in outcome.value && (outcome.value.isNew || wasUnsettled)) {
        const { message } = outcome.value;
        this.publisher.toChat(message.chatId, 'message:created', { message });
        isForSearch = true;
      }
    }
    if (isForSearch) this.events.publish({ type: 'messages-queued' });
    return outcomes.map(answerOf);
  }

  /** @returns whether an earlier attempt may have stored this draft unheard. */
  private settle(draft: Draft | undefined, outcome: Outcome<Stored>): boolean {
    if (draft === undefined) return false;
    if ('value' in outcome) return this.unsettled.delete(keyOf(draft));
    if (this.unsettled.size < unsettledMaxItems) this.unsettled.add(keyOf(draft));
    return false;
  }

  /** A batch that fails for another reason than an outage has a poisoned draft, which must not harm its neighbours. */
  private async storeEach(drafts: readonly Draft[]): Promise<Outcome<Stored>[]> {
    try {
      const stored = await stubbornly(() => this.repository.store(drafts));
      return stored.map((value) => ({ value }));
    } catch (error) {
      if (error instanceof ApiError) return drafts.map(() => ({ error }));
      if (drafts.length > 1) {
        const half = drafts.length >> 1;
        return [
          ...(await this.storeEach(drafts.slice(0, half))),
          ...(await this.storeEach(drafts.slice(half))),
        ];
      }
      return [{ error }];
    }
  }
}

function answerOf(outcome: Outcome<Stored>): Outcome<Message> {
  if ('error' in outcome) return outcome;
  if ('refusal' in outcome.value) return { error: new ApiError(outcome.value.refusal) };
  return { value: outcome.value.message };
}
