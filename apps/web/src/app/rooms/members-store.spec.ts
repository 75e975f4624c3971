import { TestBed } from '@angular/core/testing';
import { type RoomMember, type User } from '@parlour/contracts';
import { ApiClient } from '../core/api/api-client';
import { Realtime } from '../core/realtime/realtime';
import { FakeRealtime } from '../core/testing/fake-realtime';
import { FakeApi } from '../core/testing/people';
import { roomOf } from '../core/testing/rooms';
import { anna, ben, cem } from '../core/testing/users';
import { MembersStore } from './members-store';

const { id: roomId, createdAt: joinedAt, slug } = roomOf();
const member = (user: User): RoomMember => ({ user, role: 'member', joinedAt });

describe('the members of a room, which change while they are read', () => {
  let realtime: FakeRealtime;
  let store: MembersStore;
  let now: User[];
  let answerLate: () => Promise<void>;

  const settled = () => new Promise((resolve) => setTimeout(resolve));
  const ids = () => store.members().map(({ user }) => user.id);

  beforeEach(async () => {
    const late = Promise.withResolvers<undefined>();
    realtime = new FakeRealtime();
    const api = new FakeApi();
    now = [anna, ben];
    let isFirst = true;
    api.answer('listMembers', async () => {
      const members = now.map(member);
      if (isFirst) {
        isFirst = false;
        await late.promise;
      }
      return { members, hasMore: false };
    });
    TestBed.configureTestingModule({
      providers: [
        MembersStore,
        { provide: ApiClient, useValue: api },
        { provide: Realtime, useValue: realtime },
      ],
    });
    store = TestBed.inject(MembersStore);
    store.open(slug, roomId);
    answerLate = async () => {
      late.resolve(undefined);
      await settled();
    };
  });

  it('keep who has come meanwhile', async () => {
    now = [anna, ben, cem];
    realtime.push('room:member-joined', { roomId, member: member(cem) });
    await answerLate();
    expect(ids()).toEqual([anna.id, ben.id, cem.id]);
  });

  it('do not get back who has gone meanwhile', async () => {
    now = [anna];
    realtime.push('room:member-left', { roomId, userId: ben.id, ownerId: anna.id });
    await answerLate();
    expect(ids()).toEqual([anna.id]);
  });
});
