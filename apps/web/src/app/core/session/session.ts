import { Injectable, computed, inject, signal } from '@angular/core';
import {
  type ErrorCode,
  type LogInRequest,
  type RegisterRequest,
  type SelfUser,
  type Session as Grant,
} from '@parlour/contracts';
import { Subject } from 'rxjs';
import { ApiFailure } from '../api/api-failure';
import { BrowserSession } from './browser-session';
import { type SessionCalls, sessionCalls } from './session-calls';
import { type SessionState } from './session-state';

/** Renew this long before the token's end, so that a request under way does not outlive it. */
const renewAheadMs = 45_000;
/** A clock that runs ahead would make every token look spent: each is trusted for at least this long. */
const trustAtLeastMs = 60_000;
/** Waits between the tries to restore a session while the server is out of reach; the last one repeats. */
const restoreWaitsMs = [500, 1_500, 3_000, 5_000];

interface AccessToken {
  readonly value: string;
  /** By this browser's clock, in ms since the epoch. */
  readonly goodUntil: number;
}

/**
 * Who is signed in. The access token lives in memory only; the refresh token in a cookie that no script can read.
 * One refresh is in flight per tab, and a Web Lock puts those of several tabs in a row.
 */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly loadCalls = inject(sessionCalls);
  private readonly browser = inject(BrowserSession);
  private readonly current = signal<SessionState>({ kind: 'unknown', failedTries: 0 });
  private readonly newAccessToken = new Subject<string>();
  private token: AccessToken | null = null;
  private renewal: Promise<string> | null = null;
  /** Counts what began and ended, so that an answer which arrives after its session ended changes nothing. */
  private era = 0;
  private readonly leaving = signal(false);
  private readonly known = Promise.withResolvers<undefined>();

  readonly state = this.current.asReadonly();
  readonly user = computed(() => {
    const state = this.current();
    return state.kind === 'signed-in' ? state.user : null;
  });
  /** Somebody logs out: what must be said to the server with this session is said now. */
  readonly isLeaving = this.leaving.asReadonly();
  /** Every access token after the first of a session, as it comes. */
  readonly accessToken$ = this.newAccessToken.asObservable();

  constructor() {
    this.browser.news$.subscribe((news) => {
      if (news === 'signed-out') this.forget(null);
      else if (this.current().kind === 'signed-out') void this.restore();
    });
  }

  /** Resolves once it is known whether somebody is signed in. */
  async settled(): Promise<SessionState> {
    await this.known.promise;
    return this.current();
  }

  /** At start: takes up the session of the cookie, if this browser has been signed in. Never rejects. */
  async restore(): Promise<void> {
    if (!this.browser.hasSession()) return this.forget(null);
    for (let failedTries = 0; ; failedTries++) {
      try {
        await this.renew();
        return;
      } catch (error) {
        if (this.current().kind !== 'unknown') return;
        const failure = ApiFailure.of(error);
        if (!failure.isPassing) return this.end('refresh_expired');
        this.current.set({ kind: 'unknown', failedTries: failedTries + 1 });
        const wait = restoreWaitsMs[Math.min(failedTries, restoreWaitsMs.length - 1)] ?? 0;
        await this.browser.wait(
          failure.info.retryAfterSeconds ? failure.info.retryAfterSeconds * 1_000 : wait,
        );
      }
    }
  }

  async register(request: RegisterRequest): Promise<void> {
    this.begin(await (await this.calls()).register(request));
  }

  async logIn(request: LogInRequest): Promise<void> {
    this.begin(await (await this.calls()).logIn(request));
  }

  /** Rejects, still signed in, when the server cannot be reached: the cookie would outlive the promise. */
  async logOut(): Promise<void> {
    await this.leave(async () => (await this.calls()).logOut());
  }

  async logOutEverywhere(): Promise<void> {
    await this.leave(async () => (await this.calls()).logOutEverywhere(await this.accessToken()));
  }

  /** A token that is good for a while yet. Rejects with `unauthenticated` when nobody is signed in. */
  async accessToken(): Promise<string> {
    const { token } = this;
    return token && this.browser.now() < token.goodUntil ? token.value : this.renew();
  }

  /** A new token, whatever the clock says: the server has refused the old one, `spent`. */
  async accessTokenAfter(spent: string): Promise<string> {
    return this.token && this.token.value !== spent ? this.token.value : this.renew();
  }

  /** How long until {@link accessToken} will fetch a new one, in ms. */
  renewsInMs(): number {
    return this.token ? Math.max(0, this.token.goodUntil - this.browser.now()) : 0;
  }

  /** What one is has changed, here or on another device. */
  update(user: SelfUser): void {
    if (this.user()?.id === user.id) this.current.set({ kind: 'signed-in', user });
  }

  /** The server has ended the session: `because` tells the sign-in page why, null stands for one's own word. */
  end(because: ErrorCode | null): void {
    if (this.current().kind === 'signed-out') return;
    this.forget(this.leaving() ? null : because);
    this.browser.announce('signed-out');
  }

  /**
   * Ends the session by one's own word, once `byOurWord` has succeeded. The server tells the socket that the session has
   * ended before it answers: it is our own word all the same.
   */
  async leave(byOurWord: () => Promise<unknown>): Promise<void> {
    this.leaving.set(true);
    try {
      await byOurWord();
      this.end(null);
    } finally {
      this.leaving.set(false);
    }
  }

  /** The code for them is a chunk of its own, and may be out of reach as the server may. */
  private calls(): Promise<SessionCalls> {
    return this.loadCalls().catch(() => {
      throw ApiFailure.offline();
    });
  }

  private renew(): Promise<string> {
    this.renewal ??= this.refresh().finally(() => {
      this.renewal = null;
    });
    return this.renewal;
  }

  private async refresh(): Promise<string> {
    if (this.current().kind === 'signed-out' && !this.browser.hasSession())
      throw new ApiFailure('unauthenticated');
    const { era } = this;
    try {
      const grant = await this.browser.exclusively(async () => (await this.calls()).refresh());
      if (era !== this.era) throw new ApiFailure('unauthenticated');
      return this.adopt(grant);
    } catch (error) {
      const failure = ApiFailure.of(error);
      if (era === this.era && isEnding(failure.code) && this.current().kind === 'signed-in')
        this.end(failure.code);
      throw failure;
    }
  }

  private begin(grant: Grant): void {
    this.era++;
    this.browser.remember(true);
    this.adopt(grant);
    this.browser.announce('signed-in');
  }

  private adopt({ accessToken, accessTokenExpiresAt, user }: Grant): string {
    const now = this.browser.now();
    const goodUntil = Math.max(Date.parse(accessTokenExpiresAt) - renewAheadMs, now + trustAtLeastMs);
    this.token = { value: accessToken, goodUntil };
    this.enter({ kind: 'signed-in', user });
    this.newAccessToken.next(accessToken);
    return accessToken;
  }

  private forget(because: ErrorCode | null): void {
    this.era++;
    this.browser.remember(false);
    this.token = null;
    this.enter({ kind: 'signed-out', because });
  }

  private enter(state: Exclude<SessionState, { kind: 'unknown' }>): void {
    this.current.set(state);
    this.known.resolve(undefined);
  }
}

const endings = ['unauthenticated', 'refresh_expired', 'refresh_reused'] as const;
type Ending = (typeof endings)[number];
const isEnding = (code: string): code is Ending => endings.some((ending) => ending === code);
