import type { CallJoined, Room } from '@parlour/contracts';
import { codeOf, inRoom, joinCall, media, settled, startCallApp } from '../../test/calls.js';
import { ManualClock } from '../../test/manual-clock.js';
import { roomOf } from '../../test/rooms.js';
import type { TestSocket } from '../../test/socket-client.js';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';

/** A seat of the server that was killed, and by whose token it is taken up again. */
interface Seat {
  readonly user: TestUser;
  readonly joined: CallJoined;
}

/** What somebody knows of the call: what they were given, and what they were told since. */
interface View {
  readonly socket: TestSocket;
  readonly joined: CallJoined;
}

const ids = (participants: readonly { readonly id: string }[]) => participants.map(({ id }) => id).sort();

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((others) => [item, ...others]),
  );
}

describe('the call of a server that was killed', () => {
  const clock = new ManualClock();
  let killed: TestApp;
  let app: TestApp;
  let anna: TestUser;
  let ben: TestUser;
  let cem: TestUser;
  let room: Room;
  let seats: Seat[];

  beforeAll(async () => {
    ({ app: killed, anna, ben, cem } = await startCallApp());
  });
  beforeEach(async () => {
    room = await roomOf(killed, [anna, ben, cem]);
    seats = [];
    for (const user of [anna, anna, ben, cem]) {
      seats.push({ user, joined: await joinCall(await killed.socket(user.token), room.id) });
    }
    const { databaseUrl, secrets } = killed.config;
    app = await startTestApp({ databaseUrl, secrets }, { clock });
  });
  afterEach(() => app.close());
  afterAll(() => killed.close());

  async function resume({ user, joined: { callId, self, resumeToken } }: Seat): Promise<View> {
    const socket = await app.socket(user.token);
    const claim = { callId, participantId: self.id, token: resumeToken };
    return { socket, joined: await joinCall(socket, room.id, { resume: claim }) };
  }

  /** Everybody in the call, as this one knows it, themselves among them. */
  async function rosterOf({ socket, joined }: View): Promise<string[]> {
    await settled(socket);
    expect(socket.pending('call:participant-left')).toEqual([]);
    const told = socket.pending('call:participant-joined').map(({ participant }) => participant);
    return ids([joined.self, ...joined.participants, ...told]);
  }

  it('is whole again for everybody, whoever comes back first', async () => {
    const everybody = ids(seats.map(({ joined }) => joined.self));
    const someOrders = permutations(seats).filter((_, index) => index % 5 === 0);
    for (const order of someOrders) {
      const views: View[] = [];
      for (const seat of order) views.push(await resume(seat));
      for (const view of views) {
        expect(view.joined).toMatchObject({ callId: seats[0]?.joined.callId, resumed: true });
        expect(await rosterOf(view)).toEqual(everybody);
      }
      for (const { socket, joined } of views) {
        await socket.command('call:leave', { callId: joined.callId });
        socket.close();
      }
    }
  });

  it('is whole again when all come back at one instant, some of them twice', async () => {
    const everybody = ids(seats.map(({ joined }) => joined.self));
    const views = await Promise.all([...seats, ...seats.slice(0, 2)].map(resume));
    const last = new Map(views.map((view) => [view.joined.self.id, view]));
    expect([...last.keys()].sort()).toEqual(everybody);
    const late = await joinCall(await app.socket(cem.token), room.id);
    expect(ids(late.participants)).toEqual(everybody);
  });

  it('forgot who had raised a hand, and learns it again, in a new order', async () => {
    const [first, second] = [await resume(seats[2] as Seat), await resume(seats[3] as Seat)];
    expect(second.joined.participants.map(({ handRaisedAt }) => handRaisedAt)).toEqual([null]);
    const { callId } = first.joined;
    await second.socket.command('call:raise-hand', { callId, raised: true });
    clock.advance(1);
    await first.socket.command('call:raise-hand', { callId, raised: true });
    const { participants } = await joinCall(await app.socket(anna.token), room.id);
    const [ofFirst = '', ofSecond = ''] = participants.map(({ handRaisedAt }) => handRaisedAt ?? '');
    expect(Date.parse(ofFirst) - Date.parse(ofSecond)).toBe(1);
  });

  describe('in which a newcomer was faster', () => {
    let newcomer: View;

    beforeEach(async () => {
      const socket = await app.socket(cem.token);
      newcomer = { socket, joined: await joinCall(socket, room.id) };
      expect(newcomer.joined.callId).not.toBe(seats[0]?.joined.callId);
    });

    it('takes the others in as who they were, so that what stands between them is left alone', async () => {
      const views: View[] = [];
      for (const seat of seats) views.push(await resume(seat));
      const everybody = ids([newcomer, ...seats].map(({ joined }) => joined.self));
      for (const view of [newcomer, ...views]) expect(await rosterOf(view)).toEqual(everybody);
      for (const { joined } of views) {
        expect(joined).toMatchObject({ callId: newcomer.joined.callId, resumed: true });
      }
      const [back] = views as [View];
      back.socket.close(); // and once more, by the token of this call
      expect(await resume({ user: anna, joined: back.joined })).toMatchObject({ joined: { resumed: true } });
    });

    it('does so for a minute; after that a call that is over stays over', async () => {
      clock.advance(59_999);
      await resume(seats[0] as Seat);
      clock.advance(1);
      await expect(resume(seats[1] as Seat)).rejects.toThrow('call_not_found');
    });
  });

  it('is not that of one who was removed from the room meanwhile', async () => {
    const { joined } = seats[2] as Seat;
    await app.database.query('delete from room_members where room_id = $1 and user_id = $2', [
      room.id,
      ben.user.id,
    ]);
    const socket = await app.socket(ben.token);
    const claim = { callId: joined.callId, participantId: joined.self.id, token: joined.resumeToken };
    const asked = socket.command('call:join', { target: inRoom(room.id), media, resume: claim });
    expect(await codeOf(asked)).toBe('room_not_found');
  });
});
