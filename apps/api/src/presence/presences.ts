import { Injectable } from '@nestjs/common';
import { limits, type Presence, type Status, type UserPresence } from '@parlour/contracts';
import { Clock } from '../clock/clock.js';
import { Timers } from '../clock/timers.js';
import { Friendships } from '../friends/friendships.js';
import { ApiError } from '../http/api-error.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { LastSeen } from './last-seen.js';
import { PersonPresence, type PresenceSettings } from './person-presence.js';
import { PresenceRepository } from './presence.repository.js';
import { offline, type PresenceNews } from './visible-presence.js';

/** Between two tries to read who somebody is, while the database is away. */
const rereadMs = 2_000;

/** Somebody in memory, and what is being read of them. */
interface Known {
  readonly person: PersonPresence;
  /** Rejects where the database does not answer, or has no such account. */
  settled: Promise<void>;
  /** Under way. What changes meanwhile is read once more behind them. */
  reads: number;
}

/**
 * Who is there: in the memory of this node, from the sockets that it holds. One emit tells a change to all friends who are
 * connected, however many friends there are, and one each to those who look at the same rooms.
 */
@Injectable()
export class Presences {
  private readonly people = new Map<string, Known>();
  /** Who is seen in a room. */
  private readonly seenIn = new Map<string, Set<PersonPresence>>();
  private readonly inCalls = new Set<string>();
  private readonly graces: Timers;
  private readonly rereads: Timers;
  private isEnding = false;

  constructor(
    private readonly clock: Clock,
    private readonly repository: PresenceRepository,
    private readonly friendships: Friendships,
    private readonly publisher: RealtimePublisher,
    private readonly lastSeen: LastSeen,
  ) {
    this.graces = new Timers(clock);
    this.rereads = new Timers(clock);
  }

  /** What friends see of somebody. `stored` is for those who are not in memory. */
  of(userId: string, stored: Pick<PresenceSettings, 'lastSeenAt' | 'showLastSeen'>): Presence {
    return this.people.get(userId)?.person.shown?.presence ?? offline(stored);
  }

  /** Others see it as soon as the database has told who may: a socket goes on without that, and misses nothing. */
  connect(userId: string, connectionId: string): void {
    const known = this.people.get(userId) ?? this.meet(userId);
    known.person.openTab(connectionId);
    if (!known.person.shown && known.reads === 0) this.read(known);
    this.tell(known);
  }

  /** The tab counts for a grace: a reload is no absence. */
  disconnect(userId: string, connectionId: string): void {
    if (this.isEnding) return;
    this.graces.start(connectionId, limits.presenceGraceMs, () =>
      this.change(userId, (person) => person.closeTab(connectionId)),
    );
  }

  setActive(userId: string, connectionId: string, active: boolean): void {
    this.change(userId, (person) => person.setActive(connectionId, active));
  }

  /** Resolves when it is known from whom the person is hidden. */
  async settled(userId: string): Promise<void> {
    await this.people.get(userId)?.settled;
  }

  /**
   * Shows the tab to those who have the room open, and them to the tab.
   * @throws ApiError unavailable, where the tab has gone.
   */
  enterRoom(userId: string, connectionId: string, roomId: string): UserPresence[] {
    const known = this.people.get(userId);
    if (!known || !this.publisher.isConnected(connectionId)) throw new ApiError('unavailable');
    known.person.enterRoom(connectionId, roomId);
    this.publisher.addRoomViewer(connectionId, roomId);
    this.tell(known);
    return [...(this.seenIn.get(roomId) ?? [])].flatMap(({ userId: otherId, shown }) =>
      otherId === userId || !shown || known.person.hiddenFrom.has(otherId)
        ? []
        : [{ userId: otherId, presence: shown.presence }],
    );
  }

  leaveRoom(userId: string, connectionId: string, roomId: string): void {
    this.publisher.removeRoomViewer(connectionId, roomId);
    this.change(userId, (person) => person.leaveRoom(connectionId, roomId));
  }

  /** With every tab: no longer a member. */
  removeFromRoom(userId: string, roomId: string): void {
    const tabs = this.people.get(userId)?.person.viewersOf(roomId) ?? [];
    for (const connectionId of tabs) this.leaveRoom(userId, connectionId, roomId);
  }

  setStatus(userId: string, status: Status): void {
    this.change(userId, (person) => person.setStatus(status));
  }

  setInCall(userId: string, inCall: boolean): void {
    if (inCall) this.inCalls.add(userId);
    else this.inCalls.delete(userId);
    this.change(userId, (person) => (person.inCall = inCall));
  }

  /** Two people see nothing of each other from now on, or again what anybody sees. */
  setHidden([oneId, otherId]: readonly [string, string], isHidden: boolean): void {
    const [one, other] = [this.hide(oneId, otherId, isHidden), this.hide(otherId, oneId, isHidden)];
    if (!one || !other) return;
    this.tellEachOther(one, other, isHidden);
    this.tellEachOther(other, one, isHidden);
  }

  async setShowLastSeen(userId: string, showLastSeen: boolean): Promise<void> {
    if (this.people.has(userId)) return this.change(userId, (person) => person.setShowLastSeen(showLastSeen));
    const settings = await this.repository.settingsOf(userId);
    if (!settings || this.people.has(userId)) return;
    this.publisher.toFriendsOf(userId, 'presence:changed', { userId, presence: offline(settings) });
  }

  /** The account is no more; there is nobody left whose absence could be told to friends. */
  forget(userId: string): void {
    const known = this.people.get(userId);
    this.people.delete(userId);
    this.inCalls.delete(userId);
    this.publisher.removeAllFriends(userId);
    if (!known) return;
    for (const roomId of known.person.shown?.rooms ?? []) {
      this.publish(known.person, { to: 'room', roomId, presence: null });
    }
  }

  /** From now on nothing is told and nothing comes due. @returns everybody who is seen right now. */
  end(): string[] {
    const seen = [...this.people.values()].filter(({ person }) => isSeen(person));
    this.people.clear();
    this.graces.stopAll();
    this.rereads.stopAll();
    this.isEnding = true;
    return seen.map(({ person }) => person.userId);
  }

  private meet(userId: string): Known {
    const known = { person: new PersonPresence(userId), settled: Promise.resolve(), reads: 0 };
    known.person.inCall = this.inCalls.has(userId);
    this.people.set(userId, known);
    return known;
  }

  private read(known: Known): Promise<void> {
    const read = async () => {
      const { person } = known;
      try {
        const [settings, hiddenFrom] = await Promise.all([
          this.repository.settingsOf(person.userId),
          this.friendships.blockedIds(person.userId),
        ]);
        if (!settings) throw new ApiError('unauthenticated');
        person.learn(settings, hiddenFrom);
        this.tell(known);
      } catch (error) {
        if (!(error instanceof ApiError && error.code === 'unauthenticated')) this.readLater(known);
        throw error;
      } finally {
        known.reads -= 1;
      }
    };
    known.reads += 1;
    known.settled = known.settled.then(read, read);
    known.settled.catch(() => undefined); // whoever waits for it hears of it
    return known.settled;
  }

  /** The database was away. */
  private readLater(known: Known): void {
    const { userId } = known.person;
    this.rereads.start(userId, rereadMs, () => {
      if (this.people.get(userId) === known) void this.read(known);
    });
  }

  private change(userId: string, how: (person: PersonPresence) => void): void {
    const known = this.people.get(userId);
    if (!known) return;
    how(known.person);
    if (known.reads > 0) void this.read(known);
    this.tell(known);
  }

  private hide(userId: string, fromId: string, isHidden: boolean): PersonPresence | undefined {
    const known = this.people.get(userId);
    if (!known) return undefined;
    const isNew = known.person.setHiddenFrom(fromId, isHidden);
    if (known.reads > 0) void this.read(known);
    return isNew ? known.person : undefined;
  }

  /** Those tabs of `viewer` that show a room in which `person` is seen. */
  private tellEachOther(viewer: PersonPresence, { userId, shown }: PersonPresence, isHidden: boolean): void {
    for (const roomId of shown?.rooms ?? []) {
      const presence = isHidden ? null : (shown?.presence ?? null);
      this.publisher.toConnections(viewer.viewersOf(roomId), 'presence:room-changed', {
        roomId,
        userId,
        presence,
      });
    }
  }

  private tell(known: Known): void {
    const { person } = known;
    if (this.people.get(person.userId) !== known) return; // forgotten
    const now = this.clock.now();
    const { news, went } = person.refresh(now);
    for (const each of news) this.publish(person, each);
    const drop = () => {
      if (person.isGone && this.people.get(person.userId) === known) this.people.delete(person.userId);
    };
    if (went) void this.lastSeen.save(person.userId, now).then(drop);
    else if (!isSeen(person)) drop();
  }

  private publish(person: PersonPresence, news: PresenceNews): void {
    const { userId } = person;
    if (news.to === 'friends') {
      return this.publisher.toFriendsOf(userId, 'presence:changed', { userId, presence: news.presence });
    }
    const { roomId, presence } = news;
    this.index(person, roomId, presence !== null);
    this.publisher.toRoomViewers(roomId, 'presence:room-changed', { roomId, userId, presence }, [
      userId,
      ...person.hiddenFrom,
    ]);
  }

  private index(person: PersonPresence, roomId: string, isThere: boolean): void {
    const seen = this.seenIn.get(roomId) ?? new Set();
    if (isThere) seen.add(person);
    else seen.delete(person);
    if (seen.size > 0) this.seenIn.set(roomId, seen);
    else this.seenIn.delete(roomId);
  }
}

const isSeen = ({ shown }: PersonPresence): boolean =>
  shown !== undefined && shown.presence.state !== 'offline';
