import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type User } from '@parlour/contracts';
import { Realtime } from '../realtime/realtime';
import { Session } from '../session/session';

/**
 * The latest that this tab knows of people. Messages, rooms and calls carry their people as they were when they were
 * read; what is shown of them goes through here, so that a new name or picture stands everywhere at once.
 */
@Injectable({ providedIn: 'root' })
export class KnownUsers {
  private readonly self = inject(Session).user;
  private readonly users = signal<ReadonlyMap<string, User>>(new Map());

  constructor() {
    inject(Realtime)
      .on('user:updated')
      .pipe(takeUntilDestroyed())
      .subscribe(({ user }) => this.learn([user]));
    const myId = computed(() => this.self()?.id);
    let before = untracked(myId);
    effect(() => {
      const now = myId();
      if (now !== before) untracked(() => this.users.set(new Map())); // somebody else's acquaintances
      before = now;
    });
  }

  /** A signal read: the user as last heard of, or as given. What oneself is, the session knows best. */
  latest(user: User): User {
    const self = this.self();
    if (self?.id === user.id) return self;
    return this.users().get(user.id) ?? user;
  }

  /** Of people as they were just read from the server: it is newer than what was told before a gap in the connection. */
  learn(users: readonly User[]): void {
    if (users.length === 0) return;
    this.users.update(
      (known) => new Map([...known, ...users.map((user): [string, User] => [user.id, user])]),
    );
  }
}
