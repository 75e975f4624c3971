import { Injectable, InjectionToken, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { type Person, limits, routes } from '@parlour/contracts';
import { type Observable, catchError, from, of, startWith, switchMap, timer } from 'rxjs';
import { ApiClient } from '../core/api/api-client';
import { ApiFailure } from '../core/api/api-failure';
import { PeopleStore } from '../core/people/people-store';
import { KnownUsers } from '../core/users/known-users';

export type PersonSearchState =
  | { readonly kind: 'idle' }
  /** What was written can be nobody's username. */
  | { readonly kind: 'impossible'; readonly because: 'email' | 'characters' | 'length' }
  | { readonly kind: 'searching' }
  | { readonly kind: 'failed'; readonly failure: ApiFailure }
  | { readonly kind: 'found'; readonly username: string; readonly people: readonly Person[] };

/** Long enough for the next key, short enough to feel at once. */
export const typingPauseMs = new InjectionToken<number>('typingPauseMs', {
  providedIn: 'root',
  factory: () => 200,
});

/** Finds people by the beginning of their username, while one types. The last answer wins. */
@Injectable()
export class PersonSearchStore {
  private readonly api = inject(ApiClient);
  private readonly store = inject(PeopleStore);
  private readonly known = inject(KnownUsers);
  private readonly pauseMs = inject(typingPauseMs);
  private readonly typed = signal('');
  private readonly tries = signal(0);
  private readonly current = signal<PersonSearchState>({ kind: 'idle' });

  readonly text = this.typed.asReadonly();
  readonly state = this.current.asReadonly();
  /** As they are to me now, and not as they were when they were found. */
  readonly people = computed(() => {
    const state = this.current();
    return state.kind === 'found' ? state.people.map((person) => this.store.latest(person)) : [];
  });

  constructor() {
    toObservable(computed(() => ({ username: usernameIn(this.typed()), tries: this.tries() })))
      .pipe(
        switchMap(({ username }) => this.search(username)),
        takeUntilDestroyed(),
      )
      .subscribe((state) => this.current.set(state));
  }

  type(text: string): void {
    this.typed.set(text);
  }

  tryAgain(): void {
    this.tries.update((tries) => tries + 1);
  }

  private search(username: string): Observable<PersonSearchState> {
    if (username === '') return of({ kind: 'idle' });
    const because = whyImpossible(username);
    if (because) return of({ kind: 'impossible', because });
    const found$ = timer(this.pauseMs).pipe(
      switchMap(() => from(this.find(username))),
      catchError((error: unknown) => of({ kind: 'failed', failure: ApiFailure.of(error) } as const)),
    );
    // What was found before stays until there is something new: a list that blinks at every key is hard to read.
    return this.current().kind === 'found' ? found$ : found$.pipe(startWith({ kind: 'searching' } as const));
  }

  private async find(username: string): Promise<PersonSearchState> {
    const { people } = await this.api.call(routes.findPeople, { query: { username } });
    this.known.learn(people.map(({ user }) => user));
    return { kind: 'found', username, people };
  }
}

/** `@Anna` is how people write what is stored as `anna`. */
const usernameIn = (text: string): string => text.trim().replace(/^@/, '').toLowerCase();

function whyImpossible(username: string): 'email' | 'characters' | 'length' | null {
  if (username.includes('@')) return 'email';
  if (!/^[a-z0-9_]+$/.test(username)) return 'characters';
  return username.length > limits.usernameMaxChars ? 'length' : null;
}
