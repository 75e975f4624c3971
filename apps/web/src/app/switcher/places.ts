import { Injectable, computed, inject } from '@angular/core';
import { DirectChats } from '../core/direct-chats/direct-chats';
import { PeopleStore } from '../core/people/people-store';
import { attentionOf, attentionOfDirect, nothingUnread } from '../core/room-chats/attention';
import { RoomChats } from '../core/room-chats/room-chats';
import { MyRooms } from '../core/rooms/my-rooms';
import { UserNames } from '../core/users/user-names';
import { type Place } from './find-places';

/** Everywhere one can go to write: people, rooms and their chats. */
@Injectable({ providedIn: 'root' })
export class Places {
  private readonly directChats = inject(DirectChats);
  private readonly people = inject(PeopleStore);
  private readonly rooms = inject(MyRooms);
  private readonly roomChats = inject(RoomChats);
  private readonly names = inject(UserNames);

  readonly all = computed((): readonly Place[] => [
    ...this.written(),
    ...this.inRooms(),
    ...this.unwritten(),
  ]);

  private written(): Place[] {
    return this.directChats.chats().map((chat) => ({
      id: chat.id,
      kind: 'person',
      name: this.names.of(chat.user),
      detail: `@${chat.user.username}`,
      path: ['/direct', chat.id],
      attention: attentionOfDirect(chat),
    }));
  }

  private inRooms(): Place[] {
    return this.rooms.rooms().flatMap((room): Place[] => [
      {
        id: room.id,
        kind: 'room',
        name: room.title,
        detail: '',
        path: ['/rooms', room.slug],
        attention: this.roomChats.attentionOf(room.id),
      },
      ...this.roomChats
        .ofRoom(room.id)
        .filter(({ main }) => !main)
        .map((chat): Place => ({
          id: chat.id,
          kind: 'chat',
          name: chat.name,
          detail: room.title,
          path: ['/rooms', room.slug, chat.id],
          attention: attentionOf(chat),
        })),
    ]);
  }

  /** Friends whose chat is not in the list of chats. */
  private unwritten(): Place[] {
    return this.people
      .friends()
      .filter(({ chatId }) => chatId !== null && !this.directChats.of(chatId))
      .map(({ user, chatId }) => ({
        id: user.id,
        kind: 'person',
        name: this.names.of(user),
        detail: `@${user.username}`,
        path: ['/direct', chatId ?? ''],
        attention: nothingUnread,
      }));
  }
}
