import { Injectable } from '@nestjs/common';
import type { User } from '@parlour/contracts';
import { DomainEvents } from '../domain-events/domain-events.js';
import { Friendships } from '../friends/friendships.js';
import { ApiError } from '../http/api-error.js';
import { userOf } from '../users/user-json.js';
import { UsersRepository } from '../users/users.repository.js';

/** Somebody may ring somebody. */
export interface RingPermit {
  readonly chatId: string;
  readonly caller: User;
  readonly callee: User;
  /** Whether the callee lets themselves be disturbed. */
  readonly mayDisturb: boolean;
}

interface Inquiry {
  readonly callerId: string;
  readonly calleeId: string;
  isStale: boolean;
}

/** Who may ring whom: friends. */
@Injectable()
export class RingPermits {
  private readonly inquiries = new Set<Inquiry>();

  constructor(
    private readonly friendships: Friendships,
    private readonly users: UsersRepository,
    events: DomainEvents,
  ) {
    events.on('relation-changed', ({ userIds }) =>
      this.outdate(({ callerId, calleeId }) => userIds.includes(callerId) && userIds.includes(calleeId)),
    );
    events.on('status-changed', ({ userId }) => this.outdate(({ calleeId }) => calleeId === userId));
    events.on('account-deleted', ({ userId }) =>
      this.outdate(({ callerId, calleeId }) => callerId === userId || calleeId === userId),
    );
  }

  /**
   * Asks the database, and again for as long as what it says may have changed meanwhile; then acts in the same moment.
   * @throws ApiError not_with_oneself, user_not_found, person_blocked, not_friends, and what `act` throws.
   */
  async whenPermitted<T>(callerId: string, calleeId: string, act: (permit: RingPermit) => T): Promise<T> {
    const inquiry: Inquiry = { callerId, calleeId, isStale: false };
    this.inquiries.add(inquiry);
    try {
      let permit: RingPermit;
      do {
        inquiry.isStale = false;
        permit = await this.inquire(callerId, calleeId);
      } while (inquiry.isStale);
      return act(permit);
    } finally {
      this.inquiries.delete(inquiry);
    }
  }

  private async inquire(callerId: string, calleeId: string): Promise<RingPermit> {
    const { chatId } = await this.friendships.requireFriend(callerId, calleeId);
    const [caller, callee] = await Promise.all([this.users.userById(callerId), this.users.byId(calleeId)]);
    if (caller === null) throw new ApiError('unauthenticated');
    if (callee === null) throw new ApiError('user_not_found');
    return { chatId, caller, callee: userOf(callee), mayDisturb: callee.status !== 'dnd' };
  }

  private outdate(which: (inquiry: Inquiry) => boolean): void {
    for (const inquiry of this.inquiries) if (which(inquiry)) inquiry.isStale = true;
  }
}
