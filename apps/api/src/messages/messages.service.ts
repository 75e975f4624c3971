import { Injectable } from '@nestjs/common';
import {
  type CallNote,
  type CatchUp,
  type historyQuery,
  mentionsIn,
  type MessagePage,
  type MessageReactions,
  type MessageSent,
  type MessageVersions,
  type SendMessageRequest,
} from '@parlour/contracts';
import type { z } from 'zod';
import { ChatAccess } from '../chats/chat-access.js';
import { Config } from '../config/config.js';
import { newId } from '../database/ids.js';
import { ApiError } from '../http/api-error.js';
import { RatePerKey } from '../realtime/token-bucket.js';
import { HistoryRepository, type KnownUpTo, type PagePlace } from './history.repository.js';
import { MessageLine } from './message-line.js';
import type { DraftExtras } from './messages.repository.js';

/** All that are kept of most messages; an edit war does not make a longer answer. */
const versionsMax = 100;

export interface NewCallNote {
  readonly chatId: string;
  /** Who called. */
  readonly authorId: string;
  readonly note: CallNote;
}

/** The rules of sending and reading messages, the same behind both doors. */
@Injectable()
export class MessagesService {
  private readonly rates: RatePerKey;

  constructor(
    config: Config,
    private readonly line: MessageLine,
    private readonly history: HistoryRepository,
    private readonly chatAccess: ChatAccess,
  ) {
    this.rates = new RatePerKey(config.messageRate);
  }

  /**
   * Resolves after the commit, and after everybody in the chat was told. Order of arrival is order of `seq`.
   * @throws ApiError chat_not_found, not_friends, person_blocked, chat_archived, message_not_found, attachment_not_found,
   * message_id_conflict, rate_limited, unavailable.
   */
  async send(authorId: string, request: SendMessageRequest): Promise<MessageSent> {
    this.rates.spend(authorId);
    const { chatId, clientMessageId, text } = request;
    const draft = { id: newId(), chatId, authorId, clientMessageId, text, call: null };
    return { message: await this.line.store({ ...draft, extras: extrasOf(request) }) };
  }

  /**
   * What came of a call, in the direct chat of the two, whatever they are to each other by then. Again with the same
   * ring stores nothing.
   * @throws ApiError chat_not_found, message_id_conflict, unavailable.
   */
  async postCallNote({ chatId, authorId, note }: NewCallNote): Promise<void> {
    const clientMessageId = note.ringId;
    await this.line.store({
      id: newId(),
      chatId,
      authorId,
      clientMessageId,
      text: '',
      call: note,
      extras: null,
    });
  }

  /** @throws ApiError chat_not_found. */
  async page(
    readerId: string,
    chatId: string,
    { limit, ...cursor }: z.output<typeof historyQuery>,
  ): Promise<MessagePage> {
    await this.chatAccess.requireReadable(readerId, chatId);
    return this.history.page(chatId, placeOf(cursor), limit);
  }

  /** @throws ApiError chat_not_found. */
  async catchUp(readerId: string, chatId: string, known: KnownUpTo): Promise<CatchUp> {
    await this.chatAccess.requireReadable(readerId, chatId);
    return this.history.missed(chatId, known);
  }

  /** @throws ApiError chat_not_found, message_not_found. */
  async versions(readerId: string, chatId: string, messageId: string): Promise<MessageVersions> {
    await this.requireMessage(readerId, chatId, messageId);
    return { versions: await this.history.versionsOf(messageId, versionsMax) };
  }

  /** @throws ApiError chat_not_found, message_not_found. */
  async reactions(readerId: string, chatId: string, messageId: string): Promise<MessageReactions> {
    await this.requireMessage(readerId, chatId, messageId);
    return { reactions: await this.history.reactionsOf(messageId) };
  }

  private async requireMessage(readerId: string, chatId: string, messageId: string): Promise<void> {
    await this.chatAccess.requireReadable(readerId, chatId);
    if (!(await this.history.isInChat(messageId, chatId))) throw new ApiError('message_not_found');
  }
}

/** Null for the many messages that are nothing but their text. */
function extrasOf({ text, replyToId, attachmentIds = [] }: SendMessageRequest): DraftExtras | null {
  const { usernames, room } = mentionsIn(text);
  const isPlain = replyToId === undefined && attachmentIds.length === 0 && usernames.length === 0 && !room;
  if (isPlain) return null;
  return { replyToId: replyToId ?? null, names: usernames, mentionsRoom: room, attachmentIds };
}

function placeOf({ before, after, around }: Omit<z.output<typeof historyQuery>, 'limit'>): PagePlace {
  if (before !== undefined) return { at: 'before', seq: before };
  if (after !== undefined) return { at: 'after', seq: after };
  if (around !== undefined) return { at: 'around', seq: around };
  return { at: 'newest' };
}
