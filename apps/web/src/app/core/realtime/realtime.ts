import { DOCUMENT, DestroyRef, Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import {
  type ClientCommand,
  type CommandData,
  type CommandPayload,
  type EventPayload,
  type ServerEvent,
  clientCommands,
  resultOf,
  serverEvents,
} from '@parlour/contracts';
import { Observable, Subject, filter, fromEvent, map, merge, share, startWith } from 'rxjs';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ApiFailure } from '../api/api-failure';
import { failureOfInfo } from '../api/failure-of';
import { Session } from '../session/session';
import { networkChanges } from './network-changes';
import { handshakeMaxMs, reconnectWaitMs } from './reconnect-ladder';
import { type SocketPort, openSocket } from './socket-port';

/** `connecting`: the first time; `reconnecting`: it was online before; `offline`: nobody is signed in. */
export type RealtimeState = 'connecting' | 'online' | 'reconnecting' | 'offline';

const commandTimeoutMs = 10_000;
/** A socket that does not answer within this, when there is reason to doubt it, leads nowhere. */
const verifyTimeoutMs = 2_000;
/** Browsers fire timers up to a few milliseconds early. */
const timerSlackMs = 100;
const renewAgainMs = 10_000;

/** The one socket of this tab. It is open while somebody is signed in, and comes back by itself. */
@Injectable({ providedIn: 'root' })
export class Realtime {
  private readonly session = inject(Session);
  private readonly openSocket = inject(openSocket);
  private readonly window = inject(DOCUMENT).defaultView ?? globalThis.window;
  private readonly current = signal<RealtimeState>('offline');
  private readonly opened = new Subject<void>();
  private readonly arrived = new Subject<{ readonly name: string; readonly payload: unknown }>();
  private socket: SocketPort | null = null;
  private abandon: () => void = () => undefined;
  private presented = '';
  private wasOnline = false;
  private tries = 0;
  private verification: Promise<boolean> | null = null;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private renewTimer: ReturnType<typeof setTimeout> | undefined;

  readonly state = this.current.asReadonly();

  /** At every connect and reconnect; at once for who subscribes while it is online. */
  readonly connected$: Observable<void> = new Observable((subscriber) => {
    const opened =
      untracked(this.current) === 'online' ? this.opened.pipe(startWith(undefined)) : this.opened;
    return opened.subscribe(subscriber);
  });

  constructor() {
    const userId = computed(() => this.session.user()?.id ?? null);
    effect(() => {
      const signedIn = userId() !== null;
      untracked(() => {
        this.stop();
        if (signedIn) void this.start();
      });
    });
    this.session.accessToken$.pipe(takeUntilDestroyed()).subscribe((token) => void this.present(token));
    const changes$ = inject(networkChanges);
    merge(changes$, fromEvent(this.window.document, 'visibilitychange'))
      .pipe(takeUntilDestroyed())
      .subscribe(() => this.retryNow());
    changes$.pipe(takeUntilDestroyed()).subscribe(() => void this.verify());
    this.on('session:ended').subscribe(({ code }) => {
      if (code !== 'token_expired') this.session.end(code);
    });
    this.on('account:updated').subscribe(({ user }) => this.session.update(user));
    inject(DestroyRef).onDestroy(() => this.stop());
  }

  /**
   * Sends a command and resolves with the data of its acknowledgement. Rejects with an {@link ApiFailure}:
   * the server's code, or `offline` where there is no connection or no answer within 10 s.
   */
  async command<C extends ClientCommand>(name: C, payload: CommandPayload<C>): Promise<CommandData<C>> {
    if (!this.socket || this.current() !== 'online') throw ApiFailure.offline();
    const acknowledgement = await this.socket.send(name, payload, commandTimeoutMs).catch(() => {
      throw ApiFailure.offline();
    });
    const result = resultOf(clientCommands[name].data).safeParse(acknowledgement);
    if (!result.success) throw new ApiFailure('internal');
    if (!result.data.ok) throw failureOfInfo(result.data.error);
    return result.data.data as CommandData<C>;
  }

  /** The events of one kind. What does not have the contract's form is dropped: it is not for this version. */
  on<E extends ServerEvent>(name: E): Observable<EventPayload<E>> {
    return this.arrived.pipe(
      filter((event) => event.name === name),
      map(({ payload }) => serverEvents[name].safeParse(payload)),
      filter((parsed) => parsed.success),
      map(({ data }) => data as EventPayload<E>),
      share(),
    );
  }

  /** Leaves the ladder and tries at once: the network is back, or a person asked. */
  retryNow(): void {
    if (!this.socket || this.current() === 'online' || this.retryTimer === undefined) return;
    this.tries = 0;
    this.clearRetry();
    this.open();
  }

  /**
   * Asks whether the socket still leads to the server, which itself notices only after many seconds that it does not,
   * and opens it anew if nobody answers. For whoever has a reason to doubt it: the network has changed, a peer was lost.
   * @returns false where it led nowhere.
   */
  async verify(): Promise<boolean> {
    const { socket } = this;
    if (!socket || untracked(this.current) !== 'online') return true;
    this.verification ??= socket
      .send('session:renew', { accessToken: this.presented }, verifyTimeoutMs)
      .then(
        () => true, // also a refusal is a word of the server
        () => false,
      )
      .finally(() => (this.verification = null));
    const isAlive = await this.verification;
    if (!isAlive && socket === this.socket && untracked(this.current) === 'online') socket.close();
    return isAlive;
  }

  private async start(): Promise<void> {
    this.current.set('connecting');
    let abandoned = false;
    const listener = {
      opened: () => !abandoned && this.handleOpened(),
      closed: (refusal: unknown) => !abandoned && this.handleClosed(refusal),
      event: (name: string, payload: unknown) => !abandoned && this.arrived.next({ name, payload }),
    };
    this.abandon = () => (abandoned = true);
    const socket = await this.openSocket(() => this.tokenToPresent(), listener).catch(() => null);
    if (abandoned) return socket?.close();
    if (!socket) return this.later(() => void this.start()); // the code for it could not be loaded
    this.socket = socket;
    this.open();
  }

  private open(): void {
    this.socket?.open(handshakeMaxMs(this.tries));
  }

  private async tokenToPresent(): Promise<string> {
    this.presented = await this.session.accessToken();
    return this.presented;
  }

  private stop(): void {
    this.abandon();
    this.clearRetry();
    clearTimeout(this.renewTimer);
    this.socket?.close();
    this.socket = null;
    this.wasOnline = false;
    this.tries = 0;
    this.current.set('offline');
  }

  private handleOpened(): void {
    this.tries = 0;
    this.wasOnline = true;
    this.clearRetry();
    this.current.set('online');
    this.scheduleRenewal();
    this.opened.next();
  }

  private handleClosed(refusal: unknown): void {
    clearTimeout(this.renewTimer);
    this.current.set(this.wasOnline ? 'reconnecting' : 'connecting');
    const { code, info } = failureOf(refusal);
    if (code === 'unauthenticated') return this.session.end(code);
    if (code === 'token_expired') void this.session.accessTokenAfter(this.presented).catch(() => undefined);
    this.later(() => this.open(), (info.retryAfterSeconds ?? 0) * 1_000);
  }

  /** One try is waiting at a time; a second report of the same loss changes nothing. */
  private later(attempt: () => void, atLeastMs = 0): void {
    if (this.retryTimer !== undefined) return;
    this.retryTimer = setTimeout(
      () => {
        this.retryTimer = undefined;
        attempt();
      },
      Math.max(atLeastMs, reconnectWaitMs(this.tries++)),
    );
  }

  private clearRetry(): void {
    clearTimeout(this.retryTimer);
    this.retryTimer = undefined;
  }

  /** Asking for a token that is due makes the session fetch one, and {@link present} gets it. */
  private scheduleRenewal(waitMs = this.session.renewsInMs() + timerSlackMs): void {
    clearTimeout(this.renewTimer);
    this.renewTimer = setTimeout(
      () => void this.session.accessToken().catch(() => this.scheduleRenewal(renewAgainMs)),
      waitMs,
    );
  }

  private async present(accessToken: string): Promise<void> {
    if (this.current() !== 'online') return;
    this.presented = accessToken;
    this.scheduleRenewal();
    // A refusal needs no answer here: the server closes the socket, and the next handshake has a new token.
    await this.command('session:renew', { accessToken }).catch(() => undefined);
  }
}

/** What closed the socket: a token that could not be had, a refused handshake, or (by far most often) the network. */
function failureOf(refusal: unknown): ApiFailure {
  if (refusal instanceof ApiFailure) return refusal;
  return refusal === null ? ApiFailure.offline() : failureOfInfo(refusal);
}
