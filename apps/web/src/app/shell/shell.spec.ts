import { TestBed } from '@angular/core/testing';
import { Title } from '@angular/platform-browser';
import { type Room } from '@parlour/contracts';
import { PageTitle } from '../core/page-title';
import { heard } from '../core/testing/heard';
import { directChatOf, directMessageOf, personOf } from '../core/testing/people';
import { ben, cem } from '../core/testing/users';
import { anotherChat, roomChatOf, roomOf } from '../core/testing/rooms';
import { PeopleStage } from '../people/testing/people-stage';
import { Shell } from './shell';

async function setUp(stage: PeopleStage, rooms: readonly Room[] = []) {
  stage.api.answer('listRooms', () => ({ rooms, hasMore: false }));
  stage.realtime.answer('ring:list', () => ({ incoming: [], outgoing: [] }));
  return stage.render(Shell, [{ provide: Title, useExisting: PageTitle }]);
}

/** What is heard of the places that the bar at the bottom or the sidebar leads to. */
const places = (host: HTMLElement, nav: string): string[] =>
  [...host.querySelectorAll(`${nav} a`)].map(heard);

describe('the frame of the pages', () => {
  test('shows at both places how many want to be friends', async () => {
    const page = await setUp(new PeopleStage([personOf(cem, { relation: 'incoming' })]));
    expect(page.host.querySelectorAll('parlour-count-badge')).toHaveLength(2);
    expect(places(page.host, '.bottom')).toContain('People Friend requests: 1');
    expect(places(page.host, 'parlour-sidebar')).toContain('People Friend requests: 1');
  });

  test('shows how much is unread, also in the title of the tab, until it is read', async () => {
    const chat = directChatOf(ben, { lastMessage: directMessageOf(ben, 3), unread: 3 });
    const stage = new PeopleStage([personOf(ben)], [chat]);
    const page = await setUp(stage);
    TestBed.inject(Title).setTitle('Home · Parlour');
    await page.settle();
    expect(places(page.host, '.bottom')).toContain('Chats Unread: 3');
    expect(document.title).toBe('(3) Home · Parlour');
    expect(TestBed.inject(Title).getTitle()).toBe('Home · Parlour');
    stage.realtime.push('chat:read', { chatId: chat.id, lastReadSeq: 3, unread: 0, mentions: 0 });
    await page.settle();
    expect(document.title).toBe('Home · Parlour');
  });

  test('shows what is unread in the chats of each room, and in all rooms together', async () => {
    const stage = new PeopleStage([]);
    stage.api.answer('listRoomChats', () => ({
      chats: [
        roomChatOf({ unread: 2, mentions: 1, lastSeq: 2 }),
        anotherChat('Muted', { unread: 5, muted: true, lastSeq: 5 }),
      ],
    }));
    const page = await setUp(stage, [roomOf()]);
    expect(places(page.host, '.bottom')).toContain('Home Mentions of you: 1 Unread: 2');
    expect(places(page.host, 'parlour-sidebar')).toContain('Lunch Mentions of you: 1 Unread: 2');
    stage.realtime.push('chat:muted', { chatId: roomChatOf().id, muted: true });
    await page.settle();
    expect(places(page.host, '.bottom')).toContain('Home Mentions of you: 1 Unread: 1');
  });

  test('says to the server that somebody is there', async () => {
    const stage = new PeopleStage([]);
    await setUp(stage);
    expect(stage.realtime.sent('presence:activity')).toEqual([{ active: true }]);
  });
});
