import {
  DestroyRef,
  Injectable,
  InjectionToken,
  Injector,
  computed,
  effect,
  inject,
  signal,
  untracked,
} from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { Router } from '@angular/router';
import { type MediaState, type Ring, limits } from '@parlour/contracts';
import { type CallPlace, linkTo } from '../call/call-place';
import type { CallStore } from '../call/call-store';
import { OngoingCall } from '../call/ongoing-call';
import { ApiFailure } from '../core/api/api-failure';
import { Notices } from '../core/notices/notices';
import { Realtime } from '../core/realtime/realtime';
import { Session } from '../core/session/session';
import { UserNames } from '../core/users/user-names';
import { RingAlarm } from './ring-alarm';
import {
  type CallResult,
  type Dialling,
  type EndedRing,
  type RingEvent,
  type RingState,
  isFirst,
  noRings,
  ringing,
  shownIds,
  soundOf,
  transition,
} from './ring-state';

/** The engine of calls, which is not loaded before there is one. */
export const callEngine = new InjectionToken<() => Promise<CallStore>>('callEngine', {
  providedIn: 'root',
  factory: () => {
    const injector = inject(Injector);
    return async () => injector.get((await import('../call/call-store')).CallStore);
  },
});

/** The server ends a ring after 60 s. Where its word is lost with the connection, the tab does so a little later. */
const forgetAfterMs = limits.ringMs + 5_000;

/** What rings in this tab, and what this tab rings: kept by {@link transition}, told and heard through here. */
@Injectable({ providedIn: 'root' })
export class RingStore {
  private readonly realtime = inject(Realtime);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly loadEngine = inject(callEngine);
  private readonly alarm = inject(RingAlarm);
  private readonly notices = inject(Notices);
  private readonly names = inject(UserNames);
  private readonly current = signal<RingState>(noRings);
  private readonly forgetting = new Map<string, ReturnType<typeof setTimeout>>();

  /** What waits for an answer here. */
  readonly incoming = computed(() => ringing(this.current()));
  readonly outgoing = computed(() => this.current().outgoing);
  readonly dialling = computed(() => this.current().dialling);
  /** The one that is being answered. */
  readonly answering = computed(() => {
    const { answering, incoming } = this.current();
    return incoming.find(({ id }) => id === answering) ?? null;
  });
  /** How the last call ended, if that was not one's own word. */
  readonly result = computed(() => this.current().result);

  constructor() {
    this.realtime
      .on('ring:incoming')
      .pipe(takeUntilDestroyed())
      .subscribe(({ ring }) => this.handle({ kind: 'rang', ring }));
    this.realtime
      .on('ring:ended')
      .pipe(takeUntilDestroyed())
      .subscribe((ended) => this.handle({ kind: 'ended', ...ended }));
    this.realtime.connected$.pipe(takeUntilDestroyed()).subscribe(() => void this.list());
    toObservable(this.realtime.state)
      .pipe(takeUntilDestroyed())
      .subscribe(() => this.sound());
    inject(OngoingCall)
      .ended$.pipe(takeUntilDestroyed())
      .subscribe(({ place, callId, cause, seconds }) => {
        if (place.kind === 'direct')
          this.handle({ kind: 'call-ended', chatId: place.chatId, callId, cause, seconds });
      });
    this.forgetOnSignOut();
    inject(DestroyRef).onDestroy(() => this.clear());
  }

  /** Rings a friend, out of any other call. Never rejects: what became of it is in `dialling`, `outgoing`, `result`. */
  async call({ chatId, userId, video }: Dialling): Promise<void> {
    if (this.dialling()) return;
    this.handle({ kind: 'dialled', dialling: { chatId, userId, video } });
    try {
      await this.begin({ chatId, userId, video });
    } catch (error) {
      this.handle({ kind: 'refused', how: reasonOf(error) });
    }
  }

  /** Answers: the call is taken on the page of its chat. Never rejects. */
  async accept(ring: Ring, video: boolean): Promise<void> {
    this.handle({ kind: 'accepted', ringId: ring.id });
    const place: CallPlace = { kind: 'direct', chatId: ring.chatId };
    void this.router.navigate(linkTo(place));
    try {
      const calls = await this.loadEngine();
      const answer = (media: MediaState) => this.realtime.command('ring:answer', { ringId: ring.id, media });
      if (await calls.enter(place, answer, { wanted: { microphone: true, camera: video } }))
        this.handle({ kind: 'answered', ring });
    } catch (error) {
      const { code } = ApiFailure.of(error);
      const isOver = code === 'ring_over' || code === 'ring_not_found';
      this.handle({ kind: 'answer-failed', ringId: ring.id, isOver });
      if (isOver) this.notices.say('ring.over', { name: this.names.of(ring.caller) });
      else this.notices.sayFailure(error);
    }
  }

  decline(ring: Ring): void {
    this.handle({ kind: 'declined', ringId: ring.id });
    this.tellDeclined(ring.id);
  }

  /** Rings a friend into the call that this tab is in. Rejects with an ApiFailure. */
  async invite(userId: string, callId: string, media: MediaState): Promise<void> {
    const request = { userId, video: media.camera, media, callId };
    const { ring } = await this.realtime.command('ring:start', request);
    if (this.isMine(ring)) this.handle({ kind: 'invited', ring });
  }

  /** Gives up one ring of this tab. Its call, if nobody else is in it, ends with it. */
  cancel(ring: Ring): void {
    this.handle({ kind: 'cancelled', ringId: ring.id });
    this.realtime.command('ring:cancel', { ringId: ring.id }).catch(() => undefined);
    if (isFirst(ring)) void this.hangUp();
  }

  /** Gives up calling, or answering, however far that has come. */
  async hangUp(): Promise<void> {
    await (await this.loadEngine()).leave();
  }

  /** The result was read. */
  dismiss(): void {
    this.handle({ kind: 'dismissed' });
  }

  private async begin({ chatId, userId, video }: Dialling): Promise<void> {
    const calls = await this.loadEngine();
    const ask = async (media: MediaState) => {
      const { ring, joined } = await this.realtime.command('ring:start', { userId, video, media });
      if (!joined) throw new ApiFailure('already_in_call');
      this.handle({ kind: 'started', ring, isOurs: this.isMine(ring) });
      return joined;
    };
    await calls.enter({ kind: 'direct', chatId }, ask, { wanted: { microphone: true, camera: video } });
  }

  private async list(): Promise<void> {
    const asked = shownIds(this.current());
    const listed = await this.realtime.command('ring:list', {}).catch(() => null);
    if (!listed) return;
    const unheard = this.current().declined;
    this.handle({ kind: 'listed', asked, ...listed });
    for (const { id } of listed.incoming) if (unheard.includes(id)) this.tellDeclined(id);
  }

  private tellDeclined(ringId: string): void {
    // Unheard, it is said again when the connection is back and the ring is still listed.
    this.realtime.command('ring:decline', { ringId }).catch(() => undefined);
  }

  private handle(event: RingEvent): void {
    const before = this.current();
    const now = transition(before, event);
    this.current.set(now);
    this.sound();
    if (now.result !== before.result) this.alarm.end(now.result?.how ?? null);
    if (event.kind === 'ended') this.tellOfInvited(before, event);
    this.forgetInTime(now.incoming);
  }

  /** What is heard and flashes follows at once: a ring that has ended is silent in the same tick. */
  private sound(): void {
    const state = untracked(this.current);
    // Out of reach nobody knows whether it still rings.
    const isKnown = untracked(this.realtime.state) === 'online';
    this.alarm.follow(isKnown ? soundOf(state) : null, ringing(state));
  }

  private tellOfInvited({ outgoing }: RingState, { ringId, outcome }: EndedRing): void {
    const ring = outgoing.find(({ id }) => id === ringId);
    if (!ring || isFirst(ring) || outcome === 'answered' || outcome === 'cancelled') return;
    this.notices.say(`ring.invited.${outcome}`, { name: this.names.of(ring.callee) });
  }

  private forgetInTime(incoming: readonly Ring[]): void {
    for (const [ringId, timer] of this.forgetting) {
      if (incoming.some(({ id }) => id === ringId)) continue;
      clearTimeout(timer);
      this.forgetting.delete(ringId);
    }
    for (const { id: ringId } of incoming) {
      if (this.forgetting.has(ringId)) continue;
      const forget = () => this.handle({ kind: 'ended', ringId, outcome: 'missed' });
      this.forgetting.set(ringId, setTimeout(forget, forgetAfterMs));
    }
  }

  private forgetOnSignOut(): void {
    const userId = computed(() => this.session.user()?.id ?? null);
    let before = untracked(userId);
    effect(() => {
      const now = userId();
      if (now !== before) untracked(() => this.clear());
      before = now;
    });
  }

  private clear(): void {
    this.current.set(noRings);
    this.forgetInTime([]);
    this.sound();
  }

  private isMine({ caller }: Ring): boolean {
    return caller.id === this.session.user()?.id;
  }
}

function reasonOf(error: unknown): CallResult['how'] {
  const { code } = ApiFailure.of(error);
  if (code === 'callee_busy') return 'busy';
  return code === 'callee_not_disturbed' ? 'do-not-disturb' : code;
}
