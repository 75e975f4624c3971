import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type Room, routes } from '@parlour/contracts';
import { ApiClient } from '../core/api/api-client';
import { ApiFailure } from '../core/api/api-failure';
import { Realtime } from '../core/realtime/realtime';
import { MyRooms } from '../core/rooms/my-rooms';
import { Session } from '../core/session/session';
import { FakeRealtime } from '../core/testing/fake-realtime';
import { roomOf } from '../core/testing/rooms';
import { anna, ben } from '../core/testing/users';
import { RoomStore } from './room-store';

describe('a room', () => {
  let realtime: FakeRealtime;
  let server: { room: Room | ApiFailure; held: Promise<Room> | null };
  let store: RoomStore;
  let removedFrom: string[];

  const settled = () => new Promise((resolve) => setTimeout(resolve));

  beforeEach(() => {
    realtime = new FakeRealtime();
    server = { room: roomOf(), held: null };
    const answer = () => {
      if (server.held) return server.held;
      return server.room instanceof ApiFailure ? Promise.reject(server.room) : Promise.resolve(server.room);
    };
    TestBed.configureTestingModule({
      providers: [
        RoomStore,
        { provide: Realtime, useValue: realtime },
        { provide: Session, useValue: { user: signal(anna) } },
        {
          provide: ApiClient,
          useValue: { call: (route: unknown) => (route === routes.getRoom ? answer() : Promise.reject()) },
        },
        {
          provide: MyRooms,
          useValue: {
            join: () => Promise.resolve(roomOf()),
            leave: ({ id }: Room) => {
              realtime.push('room:removed', { roomId: id });
              return Promise.resolve();
            },
          },
        },
      ],
    });
    store = TestBed.inject(RoomStore);
    removedFrom = [];
    store.removed$.subscribe(({ title }) => removedFrom.push(title));
  });

  async function open(): Promise<void> {
    store.open('lunch');
    await settled();
  }

  it('that does not exist, or is private and foreign, is not found', async () => {
    server.room = new ApiFailure('room_not_found');
    await open();
    expect(store.state()).toEqual({ kind: 'not-found' });
  });

  it('out of reach can be asked for again', async () => {
    server.room = ApiFailure.offline();
    await open();
    expect(store.state().kind).toBe('failed');
    server.room = roomOf();
    await store.load();
    expect(store.room()?.title).toBe('Lunch');
  });

  it('that one is brought into while looking at it opens by itself', async () => {
    server.room = new ApiFailure('room_not_found');
    await open();
    realtime.push('room:added', { room: roomOf({ visibility: 'private' }) });
    expect(store.room()?.role).toBe('member');
  });

  it('is joined and then shown as to a member', async () => {
    server.room = roomOf({ role: null });
    await open();
    expect(store.room()?.role).toBeNull();
    await store.join();
    expect(store.room()?.role).toBe('member');
  });

  describe('being read when it changes', () => {
    /** An answer of the server as it was before, which comes when the test lets it. */
    async function readAnew(before: Room | ApiFailure): Promise<() => Promise<void>> {
      const late = Promise.withResolvers<Room>();
      server.held = late.promise;
      realtime.comeBack();
      await settled();
      server.held = null;
      return async () => {
        if (before instanceof ApiFailure) late.reject(before);
        else late.resolve(before);
        await settled();
      };
    }

    it('is joined all the same: an answer from before one joined removes nobody', async () => {
      server.room = roomOf({ role: null });
      await open();
      const answerLate = await readAnew(roomOf({ role: null }));
      await store.join();
      server.room = roomOf();
      await answerLate();
      expect(removedFrom).toEqual([]);
      expect(store.room()?.role).toBe('member');
    });

    it('stays open to who was brought into it: that it was not found before is no removal', async () => {
      server.room = new ApiFailure('room_not_found');
      await open();
      const answerLate = await readAnew(new ApiFailure('room_not_found'));
      realtime.push('room:added', { room: roomOf({ visibility: 'private' }) });
      server.room = roomOf({ visibility: 'private' });
      await answerLate();
      expect(removedFrom).toEqual([]);
      expect(store.room()?.role).toBe('member');
    });

    it('is read once more, so that what was told is not undone', async () => {
      await open();
      const answerLate = await readAnew(roomOf());
      realtime.push('room:live', { roomId: roomOf().id, live: [ben] });
      server.room = roomOf({ live: [ben] });
      await answerLate();
      expect(store.room()?.live).toEqual([ben]);
    });

    it('is not read once more for what is told of another', async () => {
      await open();
      const answerLate = await readAnew(roomOf({ title: 'Dinner' }));
      realtime.push('room:live', { roomId: ben.id, live: [ben] });
      await answerLate();
      expect(store.room()?.title).toBe('Dinner');
    });
  });

  it('shows who is live and who owns it as it changes', async () => {
    await open();
    const { id } = roomOf();
    realtime.push('room:live', { roomId: id, live: [ben] });
    realtime.push('room:member-left', { roomId: id, userId: ben.id, ownerId: anna.id });
    expect(store.room()).toMatchObject({ live: [ben], memberCount: 1, ownerId: anna.id, role: 'owner' });
  });

  it('tells once that one was removed from it', async () => {
    await open();
    realtime.push('room:removed', { roomId: roomOf().id });
    expect(removedFrom).toEqual(['Lunch']);
  });

  it('tells of a removal that happened while the connection was away', async () => {
    await open();
    realtime.lose();
    server.room = roomOf({ role: null });
    realtime.comeBack();
    await settled();
    expect(removedFrom).toEqual(['Lunch']);
  });

  it('says nothing of the sort when one leaves by one’s own word', async () => {
    await open();
    await store.leave();
    expect(removedFrom).toEqual([]);
  });
});
