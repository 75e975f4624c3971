import { Injectable } from '@nestjs/common';
import { DirectChatsService } from '../chats/direct-chats.service.js';
import { DomainEvents } from '../domain-events/domain-events.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { PeopleService } from './people.service.js';
import type { View } from './relation.js';

/** What somebody saw in the other one, and sees now. */
interface ViewChange {
  readonly viewerId: string;
  readonly otherId: string;
  readonly before: View;
  readonly after: View;
}

export interface FriendChange {
  readonly views: readonly [ViewChange, ViewChange];
  readonly areFriends: boolean;
  /** By either of them. */
  readonly isBlocked: boolean;
  /** The direct chat that came to be by this. */
  readonly openedChatId: string | null;
}

/** Tells what has become of two people: the other slices, and each of the two what they may see. After the commit. */
@Injectable()
export class FriendAnnouncements {
  constructor(
    private readonly events: DomainEvents,
    private readonly publisher: RealtimePublisher,
    private readonly people: PeopleService,
    private readonly directChats: DirectChatsService,
  ) {}

  async announce({ views, areFriends, isBlocked, openedChatId }: FriendChange): Promise<void> {
    const [{ viewerId: oneId, otherId }] = views;
    if (openedChatId !== null) {
      for (const { viewerId } of views) this.publisher.addUserToChat(viewerId, openedChatId);
    }
    // First, so that presence is in step when the two hear of each other.
    this.events.publish({
      type: 'relation-changed',
      userIds: [oneId, otherId],
      friends: areFriends,
      blocked: isBlocked,
    });
    // Who is blocked must not notice: nobody is told of what looks to them as before.
    const changed = views.filter(({ before, after }) => before.relation !== after.relation);
    const told = await this.people.views(changed.map((view) => [view.viewerId, view.otherId]));
    for (const { viewerId, person } of told) this.publisher.toUser(viewerId, 'person:changed', { person });
    await this.directChats.announce(
      changed
        .filter(({ before, after }) => chatStateOf(before) !== chatStateOf(after))
        .flatMap(({ viewerId }) => {
          const chatId = told.find((view) => view.viewerId === viewerId)?.person.chatId;
          return chatId == null ? [] : [{ chatId, userId: viewerId }];
        }),
    );
  }
}

/** As far as the relation decides it. */
const chatStateOf = ({ relation }: View): 'open' | 'blocked' | 'not-friends' =>
  relation === 'friends' ? 'open' : relation === 'blocked' ? 'blocked' : 'not-friends';
