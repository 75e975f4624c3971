import { TestBed } from '@angular/core/testing';
import { MatDialogRef, MAT_DIALOG_DATA } from '@angular/material/dialog';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { UrlSegment, UrlSegmentGroup } from '@angular/router';
import { type Room, type RoomChat } from '@parlour/contracts';
import { ApiFailure } from '../core/api/api-failure';
import { Notices } from '../core/notices/notices';
import { RoomChats } from '../core/room-chats/room-chats';
import { heard } from '../core/testing/heard';
import { recordNavigation } from '../core/testing/record-navigation';
import { anotherChat, roomChatOf, roomOf } from '../core/testing/rooms';
import { PeopleStage } from '../people/testing/people-stage';
import { RoomChatDetails } from './room-chat-details';
import { RoomChatDialog } from './room-chat-dialog';
import { RoomChatHeader } from './room-chat-header';
import { RoomChatList } from './room-chat-list';
import { roomAndChat } from './rooms.routes';

const plans = anotherChat('Plans', { unread: 2, mentions: 1, lastSeq: 2 });
const easter = anotherChat('Easter', { archivedAt: '2026-11-21T11:00:00.000Z' });
const chats = [roomChatOf(), plans, easter];
const owned = roomOf({ role: 'owner' });

function stageWith(all: readonly RoomChat[]) {
  const stage = new PeopleStage([]);
  const said: string[] = [];
  stage.api.answer('listRooms', () => ({ rooms: [roomOf()], hasMore: false }));
  stage.api.answer('listRoomChats', () => ({ chats: all }));
  const providers = [
    { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } },
    {
      provide: Notices,
      useValue: {
        say: (key: string) => said.push(key),
        sayFailure: (error: unknown) => said.push(ApiFailure.of(error).code),
      },
    },
  ];
  return { stage, said, providers };
}

describe('the address of a room', () => {
  test.each([
    ['lunch', { slug: 'lunch' }],
    ['lunch/42', { slug: 'lunch', chatId: '42' }],
    ['', null],
    ['lunch/42/more', null],
  ])('%j is %j', (path, expected) => {
    const segments = path
      .split('/')
      .filter(Boolean)
      .map((part) => new UrlSegment(part, {}));
    const matched = roomAndChat(segments, new UrlSegmentGroup([], {}), {});
    const params = matched?.posParams as Record<string, UrlSegment> | undefined;
    expect(
      params
        ? Object.fromEntries(Object.entries(params).map(([name, { path: value }]) => [name, value]))
        : null,
    ).toEqual(expected);
  });
});

describe('the list of the chats of a room', () => {
  const open = async (room: Room, all: readonly RoomChat[] = chats) => {
    const { stage, providers } = stageWith(all);
    const page = await stage.render(RoomChatList, providers, { room });
    const links = () =>
      [...page.host.querySelectorAll('a')].map((link) => `${heard(link)} ${link.getAttribute('href')}`);
    return { page, links };
  };

  test('has those in use with what is unread, and the archived ones on demand', async () => {
    const { page, links } = await open(roomOf());
    expect(links()).toEqual([
      'General /rooms/lunch',
      `Plans Mentions of you: 1 Unread: 2 /rooms/lunch/${plans.id}`,
    ]);
    const archive = page.button('Archived (1)');
    expect(archive.getAttribute('aria-expanded')).toBe('false');
    await page.click('Archived (1)');
    expect(archive.getAttribute('aria-expanded')).toBe('true');
    expect(links()).toContain(`Easter /rooms/lunch/${easter.id}`);
  });

  test('is nothing where there is one chat only, but for the owner, who can open another', async () => {
    const { page } = await open(roomOf(), [roomChatOf()]);
    expect(page.text).toBe('');
    TestBed.resetTestingModule();
    const own = await open(owned, [roomChatOf()]);
    expect(own.page.text).toBe('New chat');
  });
});

describe('the header of a chat of a room', () => {
  const open = async (room: Room, chat: RoomChat) => {
    const { stage, said, providers } = stageWith(chats.map((one) => (one.id === chat.id ? chat : one)));
    const page = await stage.render(RoomChatHeader, providers, { room, chat });
    stage.realtime.answer('chat:read', () => ({}));
    const items = () => [...document.querySelectorAll('[role^=menuitem]')].map(heard);
    return { stage, said, page, items };
  };

  test('leads to the other chats', async () => {
    const { page, items } = await open(roomOf(), plans);
    await page.click(/^Plans/);
    expect(items()).toEqual(['General', 'Plans Mentions of you: 1 Unread: 2', 'Archived (1)']);
    expect(document.querySelector('[role=menuitem][aria-current=page]')?.textContent).toContain('Plans');
  });

  test('offers a member what concerns them, and the owner what concerns all', async () => {
    const member = await open(roomOf(), plans);
    await member.page.click('More about the chat Plans');
    expect(member.items()).toEqual(['Search in this chat', 'Mark as read', 'Mute', 'About this chat']);
    TestBed.resetTestingModule();
    document.body.replaceChildren();
    const owner = await open(owned, plans);
    await owner.page.click('More about the chat Plans');
    expect(owner.items().slice(4)).toEqual(['Rename or describe', 'Archive']);
  });

  test('does not offer to archive the first chat', async () => {
    const { page, items } = await open(owned, roomChatOf());
    await page.click('More about the chat General');
    expect(items().slice(4)).toEqual(['Rename or describe']);
  });

  test('searches in this chat only', async () => {
    const { page } = await open(roomOf(), plans);
    await page.click('More about the chat Plans');
    expect(page.button('Search in this chat').getAttribute('href')).toBe(
      '/search?q=in:lunch%20in:%23Plans%20',
    );
  });

  test('reads all of it, and mutes it; what fails is said', async () => {
    const { stage, said, page } = await open(roomOf(), plans);
    await page.click('More about the chat Plans');
    await page.click('Mark as read');
    expect(stage.realtime.sent('chat:read')).toEqual([{ chatId: plans.id, seq: 2 }]);
    stage.api.answer('muteChat', () => ApiFailure.offline());
    await page.click('More about the chat Plans');
    await page.click('Mute');
    expect(stage.api.asked).toContain(`muteChat ${plans.id}`);
    expect(said).toEqual(['offline']);
  });

  test('archives after a question, and takes out of the archive without one', async () => {
    const { stage, said, page } = await open(owned, plans);
    stage.api.answer('updateRoomChat', () => ({ ...plans, archivedAt: easter.archivedAt }));
    stage.isSure = false;
    await page.click('More about the chat Plans');
    await page.click('Archive');
    expect(stage.questions.map(({ title }) => title)).toEqual(['Archive “Plans”?']);
    expect(said).toEqual([]);
    stage.isSure = true;
    await page.click('More about the chat Plans');
    await page.click('Archive');
    expect(said).toEqual(['rooms.chat.archivedNow']);
    expect(TestBed.inject(RoomChats).of(plans.id)?.archivedAt).toBe(easter.archivedAt);
  });
});

describe('the dialog of a chat', () => {
  const open = async (chat: RoomChat | null) => {
    const { stage, providers } = stageWith(chats);
    const happened: string[] = [];
    const page = await stage.render(RoomChatDialog, [
      ...providers,
      { provide: MAT_DIALOG_DATA, useValue: { slug: 'lunch', chat } },
      { provide: MatDialogRef, useValue: { close: () => happened.push('dialog closed') } },
    ]);
    return { stage, page, happened, wentTo: recordNavigation() };
  };

  test('makes one and goes there', async () => {
    const { stage, page, happened, wentTo } = await open(null);
    const music = anotherChat('Music');
    stage.api.answer('createRoomChat', () => music);
    page.fill({ Name: 'Music' });
    await page.submit();
    expect(happened).toEqual(['dialog closed']);
    expect(wentTo).toEqual([`/rooms/lunch/${music.id}`]);
  });

  test('renames one', async () => {
    const { stage, page, happened, wentTo } = await open(plans);
    expect(page.input('Name').value).toBe('Plans');
    stage.api.answer('updateRoomChat', () => ({ ...plans, name: 'Ideas' }));
    page.fill({ Name: 'Ideas' });
    await page.submit();
    expect(happened).toEqual(['dialog closed']);
    expect(wentTo).toEqual([]);
    expect(TestBed.inject(RoomChats).of(plans.id)?.name).toBe('Ideas');
  });

  test('asks for a name', async () => {
    const { page, happened } = await open(null);
    page.fill({ Name: ' ' });
    await page.submit();
    expect(page.errorOf('Name')).toBe('Give the chat a name of at most 40 characters.');
    expect(happened).toEqual([]);
  });

  test('stays with what stands in its way', async () => {
    const { stage, page, happened } = await open(null);
    stage.api.answer('createRoomChat', () => new ApiFailure('too_many_chats'));
    page.fill({ Name: 'Music' });
    await page.submit();
    expect(page.alert).toContain('no place for more chats');
    expect(happened).toEqual([]);
  });
});

describe('about a chat', () => {
  test('stands what it is for, and when it was first and last written in', async () => {
    const written = anotherChat('Plans', {
      description: 'What we cook',
      firstMessageAt: '2026-11-20T10:00:00.000Z',
      lastMessageAt: '2026-11-21T10:00:00.000Z',
    });
    const { stage, providers } = stageWith([written]);
    const page = await stage.render(RoomChatDetails, [
      ...providers,
      { provide: MAT_DIALOG_DATA, useValue: written.id },
      { provide: MatDialogRef, useValue: {} },
    ]);
    const rows = () =>
      [...page.host.querySelectorAll('dl > div')].map((row) => row.textContent.replace(/\s+/g, ' ').trim());
    expect(page.text).toContain('What we cook');
    expect(rows()[0]).toMatch(/^First message ?November 20, 2026/);
    expect(rows()[1]).toMatch(/^Last message ?November 21, 2026/);
    expect(rows()).toHaveLength(3);
  });

  test('stands that nobody has written in it', async () => {
    const { stage, providers } = stageWith([roomChatOf()]);
    const page = await stage.render(RoomChatDetails, [
      ...providers,
      { provide: MAT_DIALOG_DATA, useValue: roomChatOf().id },
      { provide: MatDialogRef, useValue: {} },
    ]);
    expect(page.text).toContain('No messages yet');
  });
});
