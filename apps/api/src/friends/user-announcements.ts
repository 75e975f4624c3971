import { Injectable } from '@nestjs/common';
import { DirectChatsService } from '../chats/direct-chats.service.js';
import { DomainEvents } from '../domain-events/domain-events.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { Memberships } from '../rooms/memberships.js';
import { UsersRepository } from '../users/users.repository.js';
import { PeopleService } from './people.service.js';

/** Tells those who know somebody when that person has another name or picture, or is no more. */
@Injectable()
export class UserAnnouncements {
  constructor(
    events: DomainEvents,
    private readonly users: UsersRepository,
    private readonly memberships: Memberships,
    private readonly people: PeopleService,
    private readonly directChats: DirectChatsService,
    private readonly publisher: RealtimePublisher,
  ) {
    events.on('user-updated', ({ userId }) => this.tellUpdated(userId));
    events.on('account-deleted', ({ userId, knownToIds }) => this.tellDeleted(userId, knownToIds));
  }

  private async tellUpdated(userId: string): Promise<void> {
    const [user, chatIds] = await Promise.all([
      this.users.userById(userId),
      this.memberships.chatIdsOf(userId),
    ]);
    if (user) this.publisher.toAcquaintancesOf(userId, chatIds, 'user:updated', { user });
  }

  private async tellDeleted(userId: string, knownToIds: readonly string[]): Promise<void> {
    const connected = this.publisher.connectedOf(knownToIds);
    const views = await this.people.views(connected.map((viewerId) => [viewerId, userId]));
    for (const { viewerId, person } of views) this.publisher.toUser(viewerId, 'person:changed', { person });
    await this.directChats.announce(
      views.flatMap(({ viewerId, person: { chatId } }) =>
        chatId === null ? [] : [{ chatId, userId: viewerId }],
      ),
    );
  }
}
