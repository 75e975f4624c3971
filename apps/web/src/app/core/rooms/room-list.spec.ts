import { type Room, type RoomPage } from '@parlour/contracts';
import { type ApiClient } from '../api/api-client';
import { ApiFailure } from '../api/api-failure';
import { anna, ben } from '../testing/grants';
import { anna as annaAsOthersSee } from '../testing/users';
import { RoomList } from './room-list';

const idOf = (number: number) => `019a6f3e-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** A room; the higher its number, the newer it is. */
const aRoom = (number: number, different: Partial<Room> = {}): Room => ({
  id: idOf(number),
  slug: `room-${number}`,
  title: `Room ${number}`,
  description: '',
  visibility: 'public',
  ownerId: anna.id,
  createdAt: anna.createdAt,
  memberCount: 2,
  role: 'member',
  chatId: idOf(number + 500),
  live: [],
  ...different,
});

function setUp() {
  const answers: (Promise<RoomPage> | ApiFailure)[] = [];
  const asked: unknown[] = [];
  const api = {
    call: async (_: unknown, { query }: { query: unknown }) => {
      asked.push(query);
      const answer = answers.shift();
      if (answer instanceof ApiFailure) throw answer;
      return answer;
    },
  } as unknown as ApiClient;
  const list = new RoomList(api, 'mine', () => ben.id);
  const answer = (rooms: Room[], hasMore = false) => answers.push(Promise.resolve({ rooms, hasMore }));
  return { list, answers, answer, asked, titles: () => list.rooms().map(({ title }) => title) };
}

describe('a list of rooms', () => {
  test('is read in pages, each after the last room of the one before, and no room stands twice', async () => {
    const { list, answer, asked, titles } = setUp();
    answer([aRoom(3), aRoom(2)], true);
    answer([aRoom(2), aRoom(1)]);
    await list.load();
    await list.loadMore();
    expect(titles()).toEqual(['Room 3', 'Room 2', 'Room 1']);
    expect(asked).toEqual([
      { scope: 'mine', limit: 50 },
      { scope: 'mine', before: aRoom(2).id },
    ]);
    await list.loadMore();
    expect(asked).toHaveLength(2);
  });

  test('takes in what happens while a page is under way', async () => {
    const { list, answers, titles } = setUp();
    const page = Promise.withResolvers<RoomPage>();
    answers.push(page.promise);
    const loading = list.load();
    list.apply({ kind: 'added', room: aRoom(9) });
    list.apply({ kind: 'removed', roomId: idOf(1) });
    page.resolve({ rooms: [aRoom(2), aRoom(1)], hasMore: false });
    await loading;
    expect(titles()).toEqual(['Room 9', 'Room 2']);
  });

  test('says when it could not be read, and is there at the next try', async () => {
    const { list, answers, answer, titles } = setUp();
    answers.push(ApiFailure.offline());
    await list.load();
    expect(list.state()).toMatchObject({ kind: 'failed', failure: { code: 'offline' } });
    answer([aRoom(1)]);
    await list.load();
    expect(titles()).toEqual(['Room 1']);
  });

  test('stays as it is when reading it anew fails', async () => {
    const { list, answers, answer, titles } = setUp();
    answer([aRoom(1)], true);
    await list.load();
    answers.push(ApiFailure.offline(), ApiFailure.offline());
    await list.load();
    await expect(list.loadMore()).rejects.toMatchObject({ code: 'offline' });
    expect(titles()).toEqual(['Room 1']);
    expect(list.state()).toMatchObject({ hasMore: true, loadingMore: false });
  });

  test('of somebody who has left is not filled by an answer that comes late', async () => {
    const { list, answers } = setUp();
    const page = Promise.withResolvers<RoomPage>();
    answers.push(page.promise);
    const loading = list.load();
    list.clear();
    page.resolve({ rooms: [aRoom(1)], hasMore: false });
    await loading;
    expect(list.state().kind).toBe('loading');
  });
});

describe('what the socket tells changes the list:', () => {
  const loaded = async (...rooms: Room[]) => {
    const stage = setUp();
    stage.answer(rooms);
    await stage.list.load();
    return stage;
  };

  test('who is live in a room', async () => {
    const { list } = await loaded(aRoom(2), aRoom(1));
    const live = [annaAsOthersSee];
    list.apply({ kind: 'live', roomId: idOf(1), live });
    expect(list.rooms().map((room) => room.live)).toEqual([[], live]);
  });

  test('a room that is added stands where its age puts it, once', async () => {
    const { list, titles } = await loaded(aRoom(3), aRoom(1));
    list.apply({ kind: 'added', room: aRoom(2) });
    list.apply({ kind: 'added', room: aRoom(2) });
    expect(titles()).toEqual(['Room 3', 'Room 2', 'Room 1']);
  });

  test('members come and go; one’s own coming is counted in the room already', async () => {
    const { list } = await loaded(aRoom(1));
    const member = (user: typeof anna) => ({ user, role: 'member' as const, joinedAt: anna.createdAt });
    list.apply({ kind: 'member-joined', roomId: idOf(1), member: member(anna) });
    list.apply({ kind: 'member-joined', roomId: idOf(1), member: member(ben) });
    expect(list.rooms()[0]?.memberCount).toBe(3);
    list.apply({ kind: 'member-left', roomId: idOf(1), userId: anna.id, ownerId: ben.id });
    expect(list.rooms()[0]).toMatchObject({ memberCount: 2, ownerId: ben.id, role: 'owner' });
  });
});
