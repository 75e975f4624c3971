import { DOCUMENT, DestroyRef, Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { type CallJoined, type MediaState } from '@parlour/contracts';
import { type LocalMedia, type WantedDevices } from '@parlour/webrtc';
import { type Observable, Subject, filter, fromEvent } from 'rxjs';
import { ApiClient } from '../core/api/api-client';
import { ApiFailure } from '../core/api/api-failure';
import { networkChanges } from '../core/realtime/network-changes';
import { Realtime } from '../core/realtime/realtime';
import { Session } from '../core/session/session';
import { platform } from '../platform/platform';
import { type CallEvent, callEvents, replay } from './call-events';
import { CallMedia } from './devices/call-media';
import { type CallPlace, isSamePlace, targetOf } from './call-place';
import { type CallNews } from './call-news';
import { LiveCall, type LiveCallDependencies } from './live-call';
import { type CallEnd, type CallEndCause, OngoingCall } from './ongoing-call';
import { RestIceAccess } from './rest-ice-access';
import { type AskForSeat, resumeOrJoin } from './seat-questions';

/**
 * lobby ──join, enter──▶ joining ──▶ in-call ──leave, ended──▶ lobby
 *   ▲                       │
 *   └── refused, leave ─────┘
 */
export type CallPhase =
  /** `ended`: how the last call did, or why one did not get in. */
  | { readonly kind: 'lobby'; readonly ended: CallEnd | null }
  | { readonly kind: 'joining'; readonly place: CallPlace }
  | { readonly kind: 'in-call'; readonly place: CallPlace; readonly call: LiveCall };

export interface Entering {
  /** Exactly these devices; otherwise what the person has as a rule. */
  readonly wanted?: WantedDevices;
  /** What is waited for before the server is asked. */
  readonly ready?: (local: LocalMedia) => Promise<unknown>;
}

interface Answer {
  readonly joined: CallJoined;
  readonly sent: MediaState;
  readonly early: readonly CallEvent[];
}

const tryAgainMs = 2_000;

/** The call of this tab, wherever it is: getting in, staying in across pages and lost connections, getting out. */
@Injectable({ providedIn: 'root' })
export class CallStore {
  private readonly session = inject(Session);
  private readonly api = inject(ApiClient);
  private readonly realtime = inject(Realtime);
  private readonly platform = inject(platform);
  private readonly media = inject(CallMedia);
  private readonly ongoing = inject(OngoingCall);
  private readonly current = signal<CallPhase>({ kind: 'lobby', ended: null });
  private readonly happened = new Subject<CallNews>();
  /** Events that come before the answer to a question for a seat, which they may overtake; one list per question. */
  private readonly early = new Set<CallEvent[]>();
  /** Counts the ways in, so that an answer to one that was given up takes nothing. */
  private attempt = 0;
  private rejoining = false;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;

  readonly phase = this.current.asReadonly();
  readonly call = computed(() => {
    const phase = this.current();
    return phase.kind === 'in-call' ? phase.call : null;
  });
  readonly place = computed(() => {
    const phase = this.current();
    return phase.kind === 'lobby' ? null : phase.place;
  });
  readonly news$: Observable<CallNews> = this.happened.asObservable();

  constructor() {
    const window = inject(DOCUMENT).defaultView ?? globalThis.window;
    callEvents(this.realtime)
      .pipe(takeUntilDestroyed())
      .subscribe((event) => this.handleEvent(event));
    this.realtime
      .on('call:ended')
      .pipe(takeUntilDestroyed())
      .subscribe(({ callId, reason }) => {
        if (this.call()?.callId === callId) this.end(reason);
      });
    this.realtime.connected$.pipe(takeUntilDestroyed()).subscribe(() => void this.rejoin());
    toObservable(this.realtime.state)
      .pipe(
        filter((state) => state !== 'online'),
        takeUntilDestroyed(),
      )
      .subscribe(() => this.call()?.detach());
    inject(networkChanges)
      .pipe(takeUntilDestroyed())
      .subscribe(() => this.call()?.handleNetworkChanged());
    fromEvent(window, 'pagehide')
      .pipe(takeUntilDestroyed())
      .subscribe(() => this.handlePageGone());
    this.leaveOnSignOut();
    inject(DestroyRef).onDestroy(() => void this.leave());
  }

  /** Joins the call of a room, out of any other call. Never rejects: why it did not work is in `phase`. */
  async join(place: CallPlace & { kind: 'room' }): Promise<void> {
    if (isSamePlace(this.place(), place)) return;
    const target = targetOf(place, '');
    await this.enter(place, (media) => this.realtime.command('call:join', { target, media })).catch(
      () => undefined,
    );
  }

  /**
   * Takes the seat that is asked for, out of any other call. Resolves with false where it was given up meanwhile; rejects
   * with an ApiFailure.
   */
  async enter(place: CallPlace, ask: AskForSeat, { wanted, ready }: Entering = {}): Promise<boolean> {
    // From one call into the next the devices stay on: nobody is asked for them twice.
    const change = {};
    if (this.place()) this.media.hold(change);
    const left = this.leave();
    const attempt = this.attempt;
    const local = this.media.hold(this, wanted);
    this.media.release(change);
    this.show({ kind: 'joining', place });
    await left; // one connection has one seat
    await ready?.(local);
    if (attempt !== this.attempt) return false;
    try {
      const { joined, sent, early } = await this.ask(local, ask);
      if (attempt !== this.attempt) {
        void this.tellLeave(joined.callId);
        return false;
      }
      this.start(place, new LiveCall(this.dependenciesOf(local), joined, sent), early);
      return true;
    } catch (error) {
      const failure = ApiFailure.of(error);
      if (attempt === this.attempt) this.end(failure.code);
      throw failure;
    }
  }

  /** Leaves the call, or gives up getting into it. Resolves when the server knows, and never rejects. */
  async leave(): Promise<void> {
    const call = this.call();
    this.attempt += 1;
    if (this.current().kind === 'lobby') return;
    const told = call && this.tellLeave(call.callId);
    this.end('left');
    await told;
  }

  /** Takes up the call again on a new connection; the peers are not touched unless the server has lost us. */
  private async rejoin(): Promise<void> {
    const phase = this.current();
    if (phase.kind !== 'in-call' || this.rejoining) return;
    const { call, place } = phase;
    clearTimeout(this.retryTimer);
    this.rejoining = true;
    const local = this.media.hold(this);
    try {
      const { joined, sent, early } = await this.ask(local, resumeOrJoin(this.realtime, place, call.resume));
      if (this.call() !== call) return void this.tellLeave(joined.callId);
      if (joined.resumed && joined.self.id === call.self.id) {
        call.handleResumed(joined, sent);
        replay(early, call);
      } else {
        const hand = call.isHandRaised;
        call.close();
        const next = new LiveCall(this.dependenciesOf(local), joined, sent);
        if (hand) next.setHand(true);
        this.start(place, next, early);
      }
    } catch (error) {
      this.handleRejoinFailure(call, ApiFailure.of(error));
    } finally {
      this.rejoining = false;
    }
  }

  private handleRejoinFailure(call: LiveCall, failure: ApiFailure): void {
    if (this.call() !== call) return;
    if (!failure.isPassing) return this.end(failure.code);
    this.retryTimer = setTimeout(
      () => void this.rejoin(),
      failure.info.retryAfterSeconds ? failure.info.retryAfterSeconds * 1_000 : tryAgainMs,
    );
  }

  private async ask(local: LocalMedia, ask: AskForSeat): Promise<Answer> {
    const sent = local.media$.value;
    const early: CallEvent[] = [];
    this.early.add(early);
    try {
      const joined = await ask(sent);
      return { joined, sent, early: early.filter(({ callId }) => callId === joined.callId) };
    } finally {
      this.early.delete(early);
    }
  }

  private start(place: CallPlace, call: LiveCall, early: readonly CallEvent[]): void {
    this.show({ kind: 'in-call', place, call });
    replay(early, call);
  }

  private show(phase: Exclude<CallPhase, { kind: 'lobby' }>): void {
    this.current.set(phase);
    this.ongoing.handlePlace(phase.place);
  }

  private end(cause: CallEndCause): void {
    clearTimeout(this.retryTimer);
    const [call, place] = [this.call(), this.place()];
    if (!place) return;
    const since = call?.connectedAt() ?? null;
    const seconds = since === null ? null : Math.round((this.platform.clock.now() - since) / 1_000);
    const ended: CallEnd = { place, callId: call?.callId ?? null, cause, seconds };
    call?.close();
    this.current.set({ kind: 'lobby', ended });
    this.ongoing.handleEnd(ended);
    this.media.stopSharing(); // it was for those in this call
    this.media.release(this);
  }

  private async tellLeave(callId: string): Promise<void> {
    // Out of reach, the lease of the participant runs out by itself.
    await this.realtime.command('call:leave', { callId }).catch(() => undefined);
  }

  /**
   * The tab is reloaded or closed, which cannot be told apart. With others in the call the seat waits for its lease of 8 s;
   * nobody waits for one who was alone, and what was not taken yet is given back.
   */
  private handlePageGone(): void {
    const others = this.call()?.others().length ?? 0;
    if (others === 0) void this.leave();
  }

  private leaveOnSignOut(): void {
    const { session } = this;
    effect(() => {
      if (session.user() === null || session.isLeaving()) untracked(() => void this.leave());
    });
  }

  private dependenciesOf(media: LocalMedia): LiveCallDependencies {
    return {
      realtime: this.realtime,
      platform: this.platform,
      media,
      level$: this.media.level$,
      relayOnly$: this.media.relayOnly$,
      iceAccess: (servers) => new RestIceAccess(this.api, this.realtime, servers),
      tell: (news: CallNews) => this.happened.next(news),
    };
  }

  private handleEvent(event: CallEvent): void {
    for (const early of this.early) early.push(event);
    const call = this.call();
    if (call?.callId !== event.callId) return;
    // While we are taken up again, the answer's roster comes first.
    if (this.early.size === 0) event.applyTo(call);
  }
}
