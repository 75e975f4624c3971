import { Injectable, inject, signal } from '@angular/core';
import { type Profile, routes } from '@parlour/contracts';
import { ApiClient } from '../core/api/api-client';
import { ApiFailure } from '../core/api/api-failure';
import { type Reading } from '../core/api/reading';
import { KnownUsers } from '../core/users/known-users';

/** What one person tells about themselves, for as long as their card is open. */
@Injectable()
export class ProfileStore {
  private readonly api = inject(ApiClient);
  private readonly known = inject(KnownUsers);
  private readonly current = signal<Reading<{ profile: Profile }> | { readonly kind: 'idle' }>({
    kind: 'idle',
  });
  private username = '';

  readonly state = this.current.asReadonly();

  profile(): Profile | null {
    const state = this.current();
    return state.kind === 'ready' ? state.profile : null;
  }

  open(username: string): void {
    this.username = username;
    void this.load();
  }

  async load(): Promise<void> {
    const { username } = this;
    this.current.set({ kind: 'loading' });
    try {
      const profile = await this.api.call(routes.getProfile, { params: { username } });
      if (username !== this.username) return;
      this.known.learn([profile.user]);
      this.current.set({ kind: 'ready', profile });
    } catch (error) {
      if (username === this.username) this.current.set({ kind: 'failed', failure: ApiFailure.of(error) });
    }
  }
}
