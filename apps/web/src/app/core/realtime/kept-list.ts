import { type Signal, computed, effect, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ApiFailure } from '../api/api-failure';
import { type Reading } from '../api/reading';
import { Session } from '../session/session';
import { Realtime } from './realtime';

interface KeptOptions<T, C> {
  readonly empty: T;
  readonly read: () => Promise<T>;
  /** Called with what was read, unless it is out of date by then. */
  readonly learn: (content: T) => void;
  readonly change: (content: T, change: C) => T;
}

/** What is read as a whole, and kept right by what the socket tells: of one signed-in person, and then of the next. */
export class KeptList<T, C> {
  private readonly current = signal<Reading>({ kind: 'loading' });
  private readonly kept;
  /** What came while it was being read: what is read may be older, so this is applied again on top. */
  private pending: C[] | null = null;
  private counted = 0;

  readonly state = this.current.asReadonly();
  readonly content: Signal<T>;

  constructor(private readonly options: KeptOptions<T, C>) {
    this.kept = signal(options.empty);
    this.content = this.kept.asReadonly();
  }

  /** Another after each reading, and when somebody else is signed in: what was asked for before may be out of date. */
  get era(): number {
    return this.counted;
  }

  /** Reads it anew. What is shown stays until the answer is there, and also when there is none. */
  async load(): Promise<void> {
    const era = ++this.counted;
    this.pending = [];
    if (this.current().kind === 'failed') this.current.set({ kind: 'loading' });
    try {
      const content = await this.options.read();
      if (era !== this.counted) return;
      this.options.learn(content);
      this.kept.set(this.pending.reduce(this.options.change, content));
      this.current.set({ kind: 'ready' });
    } catch (error) {
      if (era !== this.counted || this.current().kind === 'ready') return;
      this.current.set({ kind: 'failed', failure: ApiFailure.of(error) });
    } finally {
      if (era === this.counted) this.pending = null;
    }
  }

  apply(change: C): void {
    this.pending?.push(change);
    this.update((content) => this.options.change(content, change));
  }

  /** Changes what is shown only: what is being read comes as it is. */
  update(change: (content: T) => T): void {
    this.kept.update(change);
  }

  clear(): void {
    this.counted++;
    this.pending = null;
    this.kept.set(this.options.empty);
    this.current.set({ kind: 'loading' });
  }
}

/** Reads a list whenever the socket is there, and forgets it, and with it more, when somebody else is signed in, or nobody. */
export function keep(
  list: { clear(): void; load(): Promise<void> },
  forget: () => void = () => undefined,
): void {
  const session = inject(Session);
  const userId = computed(() => session.user()?.id ?? null);
  // The socket is in its rooms before it says so: what is read now misses nothing.
  inject(Realtime)
    .connected$.pipe(takeUntilDestroyed())
    .subscribe(() => void list.load());
  effect(() => {
    const signedIn = userId() !== null;
    untracked(() => {
      list.clear();
      forget();
      if (signedIn) void list.load();
    });
  });
}
