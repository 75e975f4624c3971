import { DOCUMENT, DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { type CallJoined, type MediaState, type ResumeCall } from '@parlour/contracts';
import { type LocalMedia } from '@parlour/webrtc';
import { type Observable, Subject, filter, fromEvent, map, merge } from 'rxjs';
import { ApiFailure, type FailureCode } from '../core/api/api-failure';
import { Realtime } from '../core/realtime/realtime';
import { platform } from '../platform/platform';
import { CallMedia } from './call-media';
import { type CallNews, LiveCall } from './live-call';

/** Why one is not in the call: the server's reason, or that it ended without one's own word. */
export type CallProblem = FailureCode | 'removed' | 'replaced';

/**
 * lobby ──join──▶ joining ──▶ in-call ──leave, ended──▶ lobby
 *   ▲                │
 *   └── refused ─────┘
 */
export type CallPhase =
  | { readonly kind: 'lobby'; readonly problem: CallProblem | null }
  | { readonly kind: 'joining' }
  | { readonly kind: 'in-call'; readonly call: LiveCall };

interface CallEvent {
  readonly callId: string;
  readonly applyTo: (call: LiveCall) => void;
}

const lobby: CallPhase = { kind: 'lobby', problem: null };
const tryAgainMs = 2_000;

/** The call of one room, seen from one tab: getting in, staying in across lost connections, getting out. */
@Injectable()
export class CallStore {
  private readonly realtime = inject(Realtime);
  private readonly platform = inject(platform);
  private readonly media = inject(CallMedia);
  private readonly current = signal<CallPhase>(lobby);
  private readonly happened = new Subject<CallNews>();
  /** Events that came before the answer to call:join, which may overtake it. Null while none is awaited. */
  private early: CallEvent[] | null = null;
  private roomId = '';
  private rejoining = false;
  private ended = false;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;

  readonly phase = this.current.asReadonly();
  readonly call = computed(() => {
    const phase = this.current();
    return phase.kind === 'in-call' ? phase.call : null;
  });
  readonly news$: Observable<CallNews> = this.happened.asObservable();

  constructor() {
    const window = inject(DOCUMENT).defaultView ?? globalThis.window;
    this.events()
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
    fromEvent(window, 'pagehide')
      .pipe(takeUntilDestroyed())
      .subscribe(() => this.leave());
    inject(DestroyRef).onDestroy(() => {
      this.ended = true;
      this.leave();
    });
  }

  /** Never rejects: why it did not work is in `phase`. */
  async join(roomId: string): Promise<void> {
    if (this.current().kind !== 'lobby') return;
    this.roomId = roomId;
    this.current.set({ kind: 'joining' });
    const local = this.media.open();
    try {
      await this.enter(local);
    } catch (error) {
      this.current.set({ kind: 'lobby', problem: ApiFailure.of(error).code });
    }
  }

  leave(): void {
    const call = this.call();
    if (!call) return;
    this.tellLeave(call.callId);
    this.end(null);
  }

  private async enter(local: LocalMedia): Promise<void> {
    const { joined, sent, early } = await this.ask(local, null);
    if (this.ended) return this.tellLeave(joined.callId);
    this.start(new LiveCall(this.dependenciesOf(local), joined, sent), early);
  }

  /** Takes up the call again on a new connection; the peers are not touched unless the server has lost us. */
  private async rejoin(): Promise<void> {
    const call = this.call();
    if (!call || this.rejoining) return;
    clearTimeout(this.retryTimer);
    this.rejoining = true;
    const local = this.media.open();
    try {
      const { joined, sent, early } = await this.askToResume(local, call.resume);
      if (this.call() !== call) return this.tellLeave(joined.callId);
      if (joined.resumed && joined.self.id === call.self.id) {
        call.handleResumed(joined, sent);
        replay(early, call);
      } else {
        call.close();
        this.start(new LiveCall(this.dependenciesOf(local), joined, sent), early);
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

  /** Where the server cannot honour the resume, we join anew. */
  private async askToResume(local: LocalMedia, resume: ResumeCall): Promise<Answer> {
    try {
      return await this.ask(local, resume);
    } catch (error) {
      if (ApiFailure.of(error).isPassing) throw error;
      return this.ask(local, null);
    }
  }

  private async ask(local: LocalMedia, resume: ResumeCall | null): Promise<Answer> {
    const sent = local.media$.value;
    this.early = [];
    try {
      const request = { roomId: this.roomId, media: sent, ...(resume ? { resume } : {}) };
      const joined = await this.realtime.command('call:join', request);
      return { joined, sent, early: this.early.filter(({ callId }) => callId === joined.callId) };
    } finally {
      this.early = null;
    }
  }

  private start(call: LiveCall, early: readonly CallEvent[]): void {
    this.current.set({ kind: 'in-call', call });
    replay(early, call);
  }

  private end(problem: CallProblem | null): void {
    clearTimeout(this.retryTimer);
    this.call()?.close();
    this.current.set({ kind: 'lobby', problem });
  }

  private tellLeave(callId: string): void {
    // Out of reach, the lease of the participant runs out by itself.
    this.realtime.command('call:leave', { callId }).catch(() => undefined);
  }

  private dependenciesOf(media: LocalMedia) {
    return {
      realtime: this.realtime,
      platform: this.platform,
      media,
      tell: (news: CallNews) => this.happened.next(news),
    };
  }

  private events(): Observable<CallEvent> {
    return merge(
      this.realtime
        .on('call:participant-joined')
        .pipe(
          map((event) => ({ callId: event.callId, applyTo: (call: LiveCall) => call.handleJoined(event) })),
        ),
      this.realtime
        .on('call:participant-updated')
        .pipe(
          map((event) => ({ callId: event.callId, applyTo: (call: LiveCall) => call.handleUpdated(event) })),
        ),
      this.realtime
        .on('call:participant-left')
        .pipe(
          map((event) => ({ callId: event.callId, applyTo: (call: LiveCall) => call.handleLeft(event) })),
        ),
      this.realtime
        .on('call:signal')
        .pipe(
          map((event) => ({ callId: event.callId, applyTo: (call: LiveCall) => call.handleSignal(event) })),
        ),
    );
  }

  private handleEvent(event: CallEvent): void {
    if (this.early) return void this.early.push(event);
    const call = this.call();
    if (call?.callId === event.callId) event.applyTo(call);
  }
}

interface Answer {
  readonly joined: CallJoined;
  readonly sent: MediaState;
  readonly early: readonly CallEvent[];
}

function replay(events: readonly CallEvent[], call: LiveCall): void {
  for (const event of events) event.applyTo(call);
}
