import { Injectable } from '@nestjs/common';
import { type ErrorCode, mentionsIn, type Message } from '@parlour/contracts';
import { Config } from '../config/config.js';
import { ApiError } from '../http/api-error.js';
import { RatePerKey } from '../realtime/token-bucket.js';
import {
  type ChangeTarget,
  type HeldForChange,
  MessageChangesRepository,
} from './message-changes.repository.js';
import { MessageLine } from './message-line.js';
import {
  judgeDeletion,
  judgeEdit,
  judgeReaction,
  judgeReactionCount,
  judgeTakingBack,
} from './message-rules.js';

/**
 * Edits, deletions and reactions. Each takes the next number among the changes of its chat, and everybody there is told in the
 * order of these numbers. What is so already changes nothing, and is answered with the message as it is.
 */
@Injectable()
export class MessageChangesService {
  private readonly rates: RatePerKey;

  constructor(
    config: Config,
    private readonly line: MessageLine,
    private readonly repository: MessageChangesRepository,
  ) {
    this.rates = new RatePerKey(config.messageRate);
  }

  /**
   * @throws ApiError chat_not_found, message_not_found, not_the_author, forbidden, message_deleted, message_empty, chat_archived,
   * not_friends, person_blocked, rate_limited, unavailable.
   */
  edit(target: ChangeTarget, text: string): Promise<Message> {
    const { usernames: names, room: mentionsRoom } = mentionsIn(text);
    return this.change(target, true, async (held) => {
      refuse(judgeEdit(held.standing, text));
      if (held.text === text) return false;
      await held.edit({ text, names, mentionsRoom });
      return true;
    });
  }

  /** @throws ApiError chat_not_found, message_not_found, not_the_author, forbidden, rate_limited, unavailable. */
  delete(target: ChangeTarget): Promise<Message> {
    return this.change(target, true, async (held) => {
      refuse(judgeDeletion(held.standing));
      if (held.standing.message?.isDeleted === true) return false;
      await held.delete();
      return true;
    });
  }

  /**
   * @throws ApiError chat_not_found, message_not_found, message_deleted, chat_archived, not_friends, person_blocked,
   * too_many_reactions, rate_limited, unavailable.
   */
  addReaction(target: ChangeTarget, emoji: string): Promise<Message> {
    return this.change(target, false, async (held) => {
      refuse(judgeReaction(held.standing));
      const { isMine, ...count } = await held.countReactions(emoji);
      if (isMine) return false;
      refuse(judgeReactionCount(count));
      await held.addReaction(emoji);
      return true;
    });
  }

  /** @throws ApiError chat_not_found, message_not_found, chat_archived, rate_limited, unavailable. */
  removeReaction(target: ChangeTarget, emoji: string): Promise<Message> {
    return this.change(target, false, async (held) => {
      refuse(judgeTakingBack(held.standing));
      const { isMine } = await held.countReactions(emoji);
      if (!isMine) return false;
      await held.removeReaction(emoji);
      return true;
    });
  }

  private async change(
    target: ChangeTarget,
    isForSearch: boolean,
    work: (held: HeldForChange) => Promise<boolean>,
  ): Promise<Message> {
    this.rates.spend(target.actorId);
    return this.line.change(() =>
      this.repository.change(target, async (held) => {
        const isChanged = await work(held);
        return { message: await held.message(), isChanged, isForSearch };
      }),
    );
  }
}

function refuse(code: ErrorCode | null): void {
  if (code !== null) throw new ApiError(code);
}
