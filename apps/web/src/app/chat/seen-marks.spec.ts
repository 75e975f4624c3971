import { type WritableSignal, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type SelfUser, routes } from '@parlour/contracts';
import { ApiClient } from '../core/api/api-client';
import { Realtime } from '../core/realtime/realtime';
import { Session } from '../core/session/session';
import { FakeRealtime } from '../core/testing/fake-realtime';
import { cem, selfOf } from '../core/testing/users';
import { type ChatPlace } from './chat-place';
import { placeSeen } from './place-seen';
import { SeenMarks } from './seen-marks';
import { FakeChatServer } from './testing/fake-chat-server';
import { anna, ben, chatId, messageOf } from './testing/messages';

const direct: ChatPlace = { kind: 'direct', chatId, user: ben, canWrite: true };
const room: ChatPlace = {
  kind: 'room',
  chatId,
  slug: 'lunch',
  main: true,
  members: 3,
  isOwner: false,
  canWrite: true,
};

describe('how far the others have read', () => {
  let server: FakeChatServer;
  let realtime: FakeRealtime;
  let self: WritableSignal<SelfUser>;
  let marks: SeenMarks;

  const all = () => marks.all().map(({ user, lastReadSeq }) => `${user.displayName} ${lastReadSeq}`);
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  const tell = (user: typeof ben, lastReadSeq: number) =>
    realtime.push('chat:seen', { chatId, userId: user.id, lastReadSeq });

  beforeEach(() => {
    server = new FakeChatServer();
    server.answer(routes.listSeenMarks, () => ({ seen: [{ userId: ben.id, lastReadSeq: 3 }] }));
    const members = [anna, ben, cem].map((user) => ({ user, role: 'member', joinedAt: '' }));
    realtime = new FakeRealtime();
    self = signal(selfOf(anna));
    const api = {
      call: (route: never, asked: never) =>
        route === routes.listMembers ? { members, hasMore: false } : server.call(route, asked),
    };
    TestBed.configureTestingModule({
      providers: [
        SeenMarks,
        { provide: ApiClient, useValue: api },
        { provide: Realtime, useValue: realtime },
        { provide: Session, useValue: { user: self } },
      ],
    });
    marks = TestBed.inject(SeenMarks);
  });

  it('is read when the chat is opened, and follows what is told, never backwards', async () => {
    marks.setPlace(direct);
    await settled();
    expect(all()).toEqual(['Ben 3']);
    tell(ben, 5);
    tell(ben, 4);
    expect(all()).toEqual(['Ben 5']);
  });

  it('is known of everybody in a small room, also of who begins to read later', async () => {
    marks.setPlace(room);
    await settled();
    tell(cem, 2);
    await settled();
    expect(all()).toEqual(['Ben 3', 'Cem 2']);
  });

  it('is shown neither in a large room nor to who does not show their own', async () => {
    marks.setPlace(room);
    await settled();
    marks.setPlace({ ...room, members: 21 });
    expect(all()).toEqual([]);
    marks.setPlace(room);
    expect(all()).toEqual(['Ben 3']);
    self.update((user) => ({ ...user, showRead: false }));
    expect(all()).toEqual([]);
  });
});

describe('who has read a message', () => {
  const messages = [1, 2, 3, 4].map((seq) => messageOf({ seq, author: seq === 3 ? ben : anna }));
  const placed = (seqs: Readonly<Record<string, number>>, hasNewer = false, held = messages) => {
    const seen = [ben, cem].map((user) => ({ user, lastReadSeq: seqs[user.username] ?? 0 }));
    return [...placeSeen(held, hasNewer, seen)].map(
      ([seq, users]) => `${seq}: ${users.map(({ displayName }) => displayName).join(', ')}`,
    );
  };

  it('stands under the last one that they have read', () => {
    expect(placed({ ben: 4, cem: 2 })).toEqual(['4: Ben', '2: Cem']);
    expect(placed({ ben: 9, cem: 4 })).toEqual(['4: Ben, Cem']);
  });

  it('does not stand under what they wrote themselves, which they have read for sure', () => {
    expect(placed({ ben: 1, cem: 0 })).toEqual([]);
  });

  it('stands nowhere where that message is not held', () => {
    expect(placed({ ben: 9 }, true)).toEqual([]);
    expect(placed({ cem: 1 }, false, messages.slice(1))).toEqual([]);
  });
});
