import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { type DomainEventOf, DomainEvents } from '../domain-events/domain-events.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { LastSeen } from './last-seen.js';
import { Presences } from './presences.js';

/** What happens elsewhere and changes who sees whom as what. */
@Injectable()
export class PresenceEvents implements BeforeApplicationShutdown {
  /** Who has a seat in which call, and in which calls somebody has one. */
  private readonly peopleIn = new Map<string, readonly string[]>();
  private readonly callsOf = new Map<string, Set<string>>();

  constructor(
    events: DomainEvents,
    private readonly presences: Presences,
    private readonly publisher: RealtimePublisher,
    private readonly lastSeen: LastSeen,
    private readonly clock: Clock,
  ) {
    events.on('relation-changed', (event) => this.handleRelation(event));
    events.on('call-people-changed', (event) => this.handleCall(event));
    events.on('status-changed', ({ userId, status }) => presences.setStatus(userId, status));
    events.on('last-seen-visibility-changed', ({ userId, showLastSeen }) =>
      presences.setShowLastSeen(userId, showLastSeen),
    );
    events.on('room-left', ({ userId, roomId }) => presences.removeFromRoom(userId, roomId));
    events.on('account-deleted', ({ userId }) => presences.forget(userId));
  }

  /** Whoever is seen goes with the server. */
  async beforeApplicationShutdown(): Promise<void> {
    const now = this.clock.now();
    for (const userId of this.presences.end()) void this.lastSeen.save(userId, now);
    await this.lastSeen.written();
  }

  private handleRelation({ userIds, friends, blocked }: DomainEventOf<'relation-changed'>): void {
    if (friends) this.publisher.addFriends(...userIds);
    else this.publisher.removeFriends(...userIds);
    this.presences.setHidden(userIds, blocked);
  }

  private handleCall({ callId, userIds }: DomainEventOf<'call-people-changed'>): void {
    const before = this.peopleIn.get(callId) ?? [];
    if (userIds.length > 0) this.peopleIn.set(callId, userIds);
    else this.peopleIn.delete(callId);
    for (const userId of new Set([...before, ...userIds])) {
      const calls = this.callsOf.get(userId) ?? new Set();
      if (userIds.includes(userId)) calls.add(callId);
      else calls.delete(callId);
      if (calls.size > 0) this.callsOf.set(userId, calls);
      else this.callsOf.delete(userId);
      this.presences.setInCall(userId, calls.size > 0);
    }
  }
}
