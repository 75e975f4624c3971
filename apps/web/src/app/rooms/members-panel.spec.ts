import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type RoomMember, type User } from '@parlour/contracts';
import { Presences } from '../core/presence/presences';
import { personOf } from '../core/testing/people';
import { roomOf } from '../core/testing/rooms';
import { anna, ben, cem, userNamed } from '../core/testing/users';
import { PaneLayout } from '../panes/pane-layout';
import { PeopleStage } from '../people/testing/people-stage';
import { MembersPanel } from './members-panel';
import { RoomStore } from './room-store';

const room = roomOf({ memberCount: 4 });
const roomId = room.id;
const member = (user: User): RoomMember => ({ user, role: 'member', joinedAt: room.createdAt });

test('members say in words and by a mark whether they are there: friends, and those who have the room open', async () => {
  const dora = userNamed('dora');
  const stage = new PeopleStage([personOf(ben, { presence: { state: 'away', lastSeenAt: null } })]);
  stage.api.answer('listMembers', () => ({ members: [anna, ben, cem, dora].map(member), hasMore: false }));
  stage.realtime.answer('presence:enter-room', () => ({
    roomId,
    people: [{ userId: cem.id, presence: { state: 'online', lastSeenAt: null } }],
  }));
  const page = await stage.render(
    MembersPanel,
    [
      { provide: RoomStore, useValue: {} },
      { provide: PaneLayout, useValue: { wide: signal(true) } },
    ],
    { room },
  );
  TestBed.inject(Presences).enterRoom(roomId);
  await page.settle();
  const rows = [...page.host.querySelectorAll('.member')].map((row) => ({
    text: row.textContent.replace(/\s+/g, ' ').trim(),
    mark: row.querySelector('[data-presence]')?.getAttribute('data-presence') ?? null,
  }));
  expect(rows.map(({ mark }) => mark)).toEqual([null, 'away', 'online', null]);
  expect(rows[1]?.text).toContain('Away');
  expect(rows[2]?.text).toContain('Online');
});
