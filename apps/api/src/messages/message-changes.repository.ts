import { Injectable } from '@nestjs/common';
import type { Message } from '@parlour/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { orUnavailable } from './lost-races.js';
import {
  addReaction,
  countReactions,
  deleteMessage,
  editMessage,
  holdChat,
  messageInChat,
  readersNamed,
  removeReaction,
} from './message-changes.sql.js';
import type { ReactionCount, Standing } from './message-rules.js';
import { messageOf, type MessageRow } from './message-row.js';
import { messagesById } from './messages.sql.js';

/** Who wants to change which message of which chat. */
export interface ChangeTarget {
  readonly chatId: string;
  readonly messageId: string;
  readonly actorId: string;
}

export interface NewText {
  readonly text: string;
  /** Usernames. Those who are there and may read the chat become mentions. */
  readonly names: readonly string[];
  readonly mentionsRoom: boolean;
}

type HeldChat = Omit<Standing, 'message'>;
type HeldMessage = NonNullable<Standing['message']> & { readonly text: string };

const nowhere: HeldChat = { mayRead: false, isOwner: false, isArchived: false, obstacle: null };

/** One message of a chat that is held until the transaction ends, and what can be done to it. Each takes the next change. */
export class HeldForChange {
  private constructor(
    private readonly manager: EntityManager,
    private readonly target: ChangeTarget,
    readonly standing: Standing,
    /** Empty where there is no such message. */
    readonly text: string,
  ) {}

  static async hold(manager: EntityManager, target: ChangeTarget): Promise<HeldForChange> {
    const { chatId, messageId, actorId } = target;
    const [chat = nowhere] = await manager.query<HeldChat[]>(holdChat, [actorId, chatId]);
    const [message] = await manager.query<HeldMessage[]>(messageInChat, [messageId, chatId, actorId]);
    return new HeldForChange(manager, target, { ...chat, message: message ?? null }, message?.text ?? '');
  }

  async edit({ text, names, mentionsRoom }: NewText): Promise<void> {
    const { chatId, messageId } = this.target;
    const named = names.length === 0 ? [] : await this.readersNamed(names);
    await this.manager.query(editMessage, [chatId, messageId, text, named, mentionsRoom]);
  }

  async delete(): Promise<void> {
    await this.manager.query(deleteMessage, [this.target.chatId, this.target.messageId]);
  }

  /** `isMine`: it is given already. */
  async countReactions(emoji: string): Promise<ReactionCount & { readonly isMine: boolean }> {
    const { messageId, actorId } = this.target;
    const [count] = await this.manager.query<(ReactionCount & { isMine: boolean })[]>(countReactions, [
      messageId,
      emoji,
      actorId,
    ]);
    if (count === undefined) throw new Error('Counting has an answer');
    return count;
  }

  async addReaction(emoji: string): Promise<void> {
    const { chatId, messageId, actorId } = this.target;
    await this.manager.query(addReaction, [chatId, messageId, emoji, actorId]);
  }

  async removeReaction(emoji: string): Promise<void> {
    const { chatId, messageId, actorId } = this.target;
    await this.manager.query(removeReaction, [chatId, messageId, emoji, actorId]);
  }

  /** As it is now. */
  async message(): Promise<Message> {
    const [row] = await this.manager.query<MessageRow[]>(messagesById, [[this.target.messageId]]);
    if (row === undefined) throw new Error('A message stays when it is changed');
    return messageOf(row);
  }

  private async readersNamed(names: readonly string[]): Promise<string[]> {
    const [row] = await this.manager.query<{ ids: string[] }[]>(readersNamed, [this.target.chatId, names]);
    return row?.ids ?? [];
  }
}

@Injectable()
export class MessageChangesRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * Commits what `work` has done, or nothing where it throws.
   * @throws ApiError unavailable, where trying again may help.
   */
  change<T>(target: ChangeTarget, work: (held: HeldForChange) => Promise<T>): Promise<T> {
    return orUnavailable(
      this.database.transaction(async (manager) => work(await HeldForChange.hold(manager, target))),
    );
  }
}
