import { Injectable, inject, signal } from '@angular/core';
import { type AccountSession, routes } from '@parlour/contracts';
import { ApiClient } from '../core/api/api-client';
import { ApiFailure } from '../core/api/api-failure';

export type AccountSessionsState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: ApiFailure }
  | { readonly kind: 'ready'; readonly sessions: readonly AccountSession[] };

/** Where one is signed in, as of when the page was opened or something here was changed. */
@Injectable()
export class AccountSessions {
  private readonly api = inject(ApiClient);
  private readonly current = signal<AccountSessionsState>({ kind: 'loading' });

  readonly state = this.current.asReadonly();

  constructor() {
    void this.load();
  }

  /** What is shown stays until the answer is there. Never rejects. */
  async load(): Promise<void> {
    if (this.current().kind === 'failed') this.current.set({ kind: 'loading' });
    try {
      const { sessions } = await this.api.call(routes.listSessions);
      this.current.set({ kind: 'ready', sessions });
    } catch (error) {
      this.current.set({ kind: 'failed', failure: ApiFailure.of(error) });
    }
  }

  /** Logs one of them out. One that is over already is as good. Rejects with an ApiFailure. */
  async end(sessionId: string): Promise<void> {
    try {
      await this.api.call(routes.endSession, { params: { sessionId } });
    } catch (error) {
      if (ApiFailure.of(error).code !== 'session_not_found') throw error;
    }
    this.current.update((state) =>
      state.kind === 'ready'
        ? { ...state, sessions: state.sessions.filter(({ id }) => id !== sessionId) }
        : state,
    );
  }
}
