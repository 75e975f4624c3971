import { Injectable } from '@nestjs/common';
import { limits, type Person } from '@parlour/contracts';
import type { CurrentUser } from '../auth/current-user.js';
import { Clock } from '../clock/clock.js';
import { Config } from '../config/config.js';
import { ApiError } from '../http/api-error.js';
import { RatePerKey } from '../realtime/token-bucket.js';
import { UsersRepository } from '../users/users.repository.js';
import { type FriendChange, FriendAnnouncements } from './friend-announcements.js';
import { PairQueue } from './pair-queue.js';
import { PeopleService } from './people.service.js';
import { otherSide, type RelationAction, step, viewOf } from './relation.js';
import { sideOf } from './relation-row.js';
import { type PairTransaction, RelationsRepository } from './relations.repository.js';

/** What is answered where somebody means themselves. */
const refusalWithOneself = {
  request: 'not_with_oneself',
  block: 'not_with_oneself',
  withdraw: 'request_not_found',
  accept: 'request_not_found',
  decline: 'request_not_found',
  remove: 'not_friends',
} as const satisfies Partial<Record<RelationAction, unknown>>;

/** Friends, requests and blocks: what people do to each other. `relation.ts` has the rules of a pair. */
@Injectable()
export class FriendsService {
  private readonly requests: RatePerKey;
  private readonly queue = new PairQueue();

  constructor(
    config: Config,
    private readonly clock: Clock,
    private readonly users: UsersRepository,
    private readonly relations: RelationsRepository,
    private readonly people: PeopleService,
    private readonly announcements: FriendAnnouncements,
  ) {
    this.requests = new RatePerKey(config.friendRequestRate);
  }

  /**
   * @returns the other one, as the person sees them from now on.
   * @throws ApiError user_not_found, rate_limited, too_many_people, and what `step` and `refusalWithOneself` refuse with.
   */
  async act(user: CurrentUser, action: RelationAction, username: string): Promise<Person> {
    if (action === 'request') this.requests.spend(user.id);
    const other = await this.users.byUsername(username);
    if (other === null) throw new ApiError('user_not_found');
    if (other.id === user.id) {
      if (action !== 'unblock') throw new ApiError(refusalWithOneself[action]);
    } else {
      await this.queue.run([user.id, other.id], () => this.change(user.id, other.id, action));
    }
    return this.people.person(user.id, username);
  }

  private async change(userId: string, otherId: string, action: RelationAction): Promise<void> {
    const change = await this.relations.change([userId, otherId], (transaction) =>
      this.perform(transaction, userId, otherId, action),
    );
    if (change !== null) await this.announcements.announce(change);
  }

  /** @returns null where nothing changed. */
  private async perform(
    transaction: PairTransaction,
    userId: string,
    otherId: string,
    action: RelationAction,
  ): Promise<FriendChange | null> {
    if (!transaction.areBothThere) throw new ApiError('user_not_found');
    const { pair: before } = transaction;
    const by = sideOf(userId, otherId);
    const result = step(before, { action, by, at: this.clock.now() });
    if ('refusal' in result) throw new ApiError(result.refusal);
    const { pair } = result;
    if (pair === before) return null;
    const isNew = viewOf(before, by).relation === 'none';
    if (isNew) await requirePlace(transaction, action === 'request' ? [userId, otherId] : [userId]);
    await transaction.store(pair);
    const chat = pair.friendsSince ? await transaction.openChat() : null;
    return {
      views: [
        { viewerId: userId, otherId, before: viewOf(before, by), after: viewOf(pair, by) },
        {
          viewerId: otherId,
          otherId: userId,
          before: viewOf(before, otherSide(by)),
          after: viewOf(pair, otherSide(by)),
        },
      ],
      areFriends: pair.friendsSince !== null,
      isBlocked: pair.blockedAt.low !== null || pair.blockedAt.high !== null,
      openedChatId: chat?.isNew ? chat.chatId : null,
    };
  }
}

/**
 * Before somebody becomes something to these people. What is counted does not tell who blocks whom; people who are changed at the
 * same instant in other pairs may go a few over the limit.
 */
async function requirePlace(transaction: PairTransaction, userIds: readonly string[]): Promise<void> {
  for (const userId of userIds) {
    if ((await transaction.countOf(userId)) >= limits.relationsMax) throw new ApiError('too_many_people');
  }
}
