import { Injectable, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type Person, type Relation, type User, routes } from '@parlour/contracts';
import { map, merge } from 'rxjs';
import { ApiClient } from '../api/api-client';
import { ApiFailure } from '../api/api-failure';
import { KeptList, keep } from '../realtime/kept-list';
import { Realtime } from '../realtime/realtime';
import { KnownUsers } from '../users/known-users';
import { type PeopleById, type PeopleChange, changePeople, peopleById, stranger } from './people-changes';
import { byPresence, newestFirst } from './people-order';

type PersonCommand = Extract<
  keyof typeof routes,
  | 'requestFriend'
  | 'withdrawRequest'
  | 'acceptRequest'
  | 'declineRequest'
  | 'removeFriend'
  | 'blockPerson'
  | 'unblockPerson'
>;

/** Everybody who is something to me, on every device the same: friends with their presence, requests, and whom I block. */
@Injectable({ providedIn: 'root' })
export class PeopleStore {
  private readonly api = inject(ApiClient);
  private readonly users = inject(KnownUsers);
  private readonly known = new KeptList<PeopleById, PeopleChange>({
    empty: new Map(),
    read: async () => peopleById((await this.api.call(routes.listFriends)).people),
    learn: (people) => this.users.learn([...people.values()].map(({ user }) => user)),
    change: changePeople,
  });
  private readonly underWay = signal<ReadonlySet<string>>(new Set());
  /** How often the socket told of each person: what it tells is in order, and so beats an answer that it overtook. */
  private readonly told = new Map<string, number>();

  readonly state = this.known.state;
  readonly people = computed(() =>
    [...this.known.content().values()].filter(({ relation }) => relation !== 'none'),
  );
  /** Who is there comes first. */
  readonly friends = computed(() => this.with('friends').toSorted(byPresence));
  /** Those who ask me, the last first. */
  readonly incoming = computed(() => this.with('incoming').toSorted(newestFirst));
  readonly outgoing = computed(() => this.with('outgoing').toSorted(newestFirst));
  readonly blocked = computed(() => this.with('blocked').toSorted(newestFirst));

  constructor() {
    const realtime = inject(Realtime);
    merge(
      realtime.on('person:changed').pipe(map(({ person }): PeopleChange => ({ kind: 'person', person }))),
      realtime.on('presence:changed').pipe(map((event): PeopleChange => ({ kind: 'presence', ...event }))),
    )
      .pipe(takeUntilDestroyed())
      .subscribe((change) => this.handleChange(change));
    keep(this.known, () => this.told.clear());
  }

  /** Somebody who is something to me, or was while this page was open. */
  of(userId: string): Person | null {
    return this.known.content().get(userId) ?? null;
  }

  /** A person who was read some time ago, as they are now. */
  latest(person: Person): Person {
    const known = this.of(person.user.id);
    if (known) return known;
    return this.state().kind === 'ready' ? stranger(person) : person;
  }

  /** Whether a command about this person is under way. */
  isBusy(userId: string): boolean {
    return this.underWay().has(userId);
  }

  /** Reads the list anew. What is shown stays until the answer is there, and also when there is none. */
  load(): Promise<void> {
    return this.known.load();
  }

  /** Asks somebody to be friends; where they have asked already, you are. Every command rejects with an ApiFailure. */
  request(user: User): Promise<Person> {
    return this.run('requestFriend', user, 'outgoing');
  }

  withdraw(user: User): Promise<Person> {
    return this.run('withdrawRequest', user, 'none');
  }

  accept(user: User): Promise<Person> {
    return this.run('acceptRequest', user, null);
  }

  decline(user: User): Promise<Person> {
    return this.run('declineRequest', user, 'none');
  }

  remove(user: User): Promise<Person> {
    return this.run('removeFriend', user, null);
  }

  block(user: User): Promise<Person> {
    return this.run('blockPerson', user, null);
  }

  unblock(user: User): Promise<Person> {
    return this.run('unblockPerson', user, null);
  }

  /** `expected` is shown at once, for what can be undone; null: nothing changes before the server says so. */
  private async run(command: PersonCommand, user: User, expected: Relation | null): Promise<Person> {
    const before = this.of(user.id);
    const { era } = this.known;
    const told = this.told.get(user.id);
    const untold = (): boolean => this.told.get(user.id) === told;
    this.setBusy(user.id, true);
    if (expected) this.expect(user, expected);
    try {
      const person = await this.api.call(routes[command], { params: { username: user.username } });
      if (untold()) this.known.apply({ kind: 'person', person });
      return person;
    } catch (error) {
      if (expected && untold() && era === this.known.era) this.restore(user, before);
      throw ApiFailure.of(error);
    } finally {
      this.setBusy(user.id, false);
    }
  }

  private expect(user: User, relation: Relation): void {
    const since = relation === 'none' ? null : new Date().toISOString();
    const person: Person = {
      user,
      relation,
      since,
      chatId: this.of(user.id)?.chatId ?? null,
      presence: null,
    };
    this.known.update((people) => changePeople(people, { kind: 'person', person }));
  }

  private restore(user: User, before: Person | null): void {
    this.known.update((people) => {
      const restored = new Map(people);
      if (before) restored.set(user.id, before);
      else restored.delete(user.id);
      return restored;
    });
  }

  private handleChange(change: PeopleChange): void {
    if (change.kind === 'person') {
      const { id } = change.person.user;
      this.told.set(id, (this.told.get(id) ?? 0) + 1);
    }
    this.known.apply(change);
  }

  private with(relation: Relation): readonly Person[] {
    return this.people().filter((person) => person.relation === relation);
  }

  private setBusy(userId: string, busy: boolean): void {
    this.underWay.update((ids) => {
      const next = new Set(ids);
      if (busy) next.add(userId);
      else next.delete(userId);
      return next;
    });
  }
}
