import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type {
  CallNote,
  historyQuery,
  MessagePage,
  MessageSent,
  SendMessageRequest,
} from '@parlour/contracts';
import type { z } from 'zod';
import { setTimeout as wait } from 'node:timers/promises';
import { ChatAccess } from '../chats/chat-access.js';
import { Config } from '../config/config.js';
import { newId } from '../database/ids.js';
import { ApiError } from '../http/api-error.js';
import { RatePerKey } from '../realtime/token-bucket.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { GroupCommit, type Outcome } from './group-commit.js';
import { type Draft, MessagesRepository, type PagePlace, type Stored } from './messages.repository.js';

/** Keeps one statement well under a megabyte. */
const batchMaxItems = 200;
/** Of the longest messages that is 160 MB; of usual ones 2. */
const waitingMaxItems = 10_000;
/** A connection that was just ended is replaced at once; a database that restarts takes a second or two. */
const retryWaitsMs = [20, 200, 800, 1_500];
/** Clients wait for 10 s for an answer. */
const retryForMs = 5_000;

export interface NewCallNote {
  readonly chatId: string;
  /** Who called. */
  readonly authorId: string;
  readonly note: CallNote;
}

/** The rules of messages, the same behind both doors. */
@Injectable()
export class MessagesService implements BeforeApplicationShutdown {
  private readonly rates: RatePerKey;
  private readonly commits = new GroupCommit<Draft, MessageSent>({
    commit: (drafts) => this.commit(drafts),
    sameKey: (draft) => `${draft.authorId} ${draft.clientMessageId}`,
    batchMaxItems,
    waitingMaxItems,
    overloaded: () => new ApiError('unavailable'),
  });

  constructor(
    config: Config,
    private readonly repository: MessagesRepository,
    private readonly chatAccess: ChatAccess,
    private readonly publisher: RealtimePublisher,
  ) {
    this.rates = new RatePerKey(config.messageRate);
  }

  /**
   * Resolves after the commit, and after everybody in the chat was told. Order of arrival is order of `seq`.
   * @throws ApiError chat_not_found, not_friends, person_blocked, message_id_conflict, rate_limited, unavailable.
   */
  async send(authorId: string, { chatId, clientMessageId, text }: SendMessageRequest): Promise<MessageSent> {
    const retryAfterSeconds = this.rates.take(authorId);
    if (retryAfterSeconds > 0) throw new ApiError('rate_limited', { retryAfterSeconds });
    return this.commits.submit({ id: newId(), chatId, authorId, clientMessageId, text, call: null });
  }

  /**
   * What came of a call, in the direct chat of the two, whatever they are to each other by then. Again with the same
   * ring stores nothing.
   * @throws ApiError chat_not_found, message_id_conflict, unavailable.
   */
  async postCallNote({ chatId, authorId, note }: NewCallNote): Promise<void> {
    const clientMessageId = note.ringId;
    await this.commits.submit({ id: newId(), chatId, authorId, clientMessageId, text: '', call: note });
  }

  /** @throws ApiError chat_not_found, unavailable. */
  async history(
    readerId: string,
    chatId: string,
    { before, after, around, limit }: z.output<typeof historyQuery>,
  ): Promise<MessagePage> {
    await this.chatAccess.requireReadable(readerId, chatId);
    return this.repository.page(chatId, placeOf({ before, after, around }), limit);
  }

  /** What was accepted is stored and acknowledged before the sockets and the database go. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.commits.drained();
  }

  private async commit(drafts: readonly Draft[]): Promise<Outcome<MessageSent>[]> {
    const outcomes = await this.storeEach(drafts);
    for (const outcome of outcomes) {
      if ('value' in outcome && 'message' in outcome.value && outcome.value.isNew) {
        const { message } = outcome.value;
        this.publisher.toChat(message.chatId, 'message:created', { message });
      }
    }
    return outcomes.map(answerOf);
  }

  /** A batch that fails for another reason than an outage has a poisoned draft, which must not harm its neighbours. */
  private async storeEach(drafts: readonly Draft[]): Promise<Outcome<Stored>[]> {
    try {
      const stored = await this.storeStubbornly(drafts);
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

  private async storeStubbornly(drafts: readonly Draft[]): Promise<Stored[]> {
    const giveUpAt = performance.now() + retryForMs;
    for (const waitMs of retryWaitsMs) {
      try {
        return await this.repository.store(drafts);
      } catch (error) {
        const isOutage = error instanceof ApiError && error.code === 'unavailable';
        if (!isOutage || performance.now() + waitMs > giveUpAt) throw error;
      }
      await wait(waitMs);
    }
    return this.repository.store(drafts);
  }
}

function answerOf(outcome: Outcome<Stored>): Outcome<MessageSent> {
  if ('error' in outcome) return outcome;
  if ('refusal' in outcome.value) return { error: new ApiError(outcome.value.refusal) };
  return { value: { message: outcome.value.message } };
}

function placeOf({ before, after, around }: Omit<z.output<typeof historyQuery>, 'limit'>): PagePlace {
  if (before !== undefined) return { at: 'before', seq: before };
  if (after !== undefined) return { at: 'after', seq: after };
  if (around !== undefined) return { at: 'around', seq: around };
  return { at: 'newest' };
}
