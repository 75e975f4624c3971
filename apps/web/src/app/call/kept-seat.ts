import { DOCUMENT, DestroyRef, Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { type ResumeCall } from '@parlour/contracts';
import type { WantedDevices } from '@parlour/webrtc';
import { Session } from '../core/session/session';
import { type CallPlace, isSamePlace } from './call-place';
import { OngoingCall } from './ongoing-call';

/** What it takes to be in a call again as one was. */
export interface Seat {
  readonly userId: string;
  readonly place: CallPlace;
  readonly resume: ResumeCall;
  readonly devices: WantedDevices;
}

interface StoredSeat extends Seat {
  /** When the tab was last alive in the call, in ms since the epoch. */
  readonly aliveAt: number;
}

/** The number rises with the form, so that no version reads what another has written. */
const storageKey = 'parlour.seat.1';
const aliveEveryMs = 5_000;
/** Who comes back later has something else in mind, or the browser has brought back a tab of yesterday. */
const offeredWithinMs = 600_000;
/** What the page before holds is free when the browser has done away with that page. */
const pageBeforeMs = 3_000;

/**
 * The seat of this tab in a call, kept by the browser for as long as the tab lives: a reload or a crash does not end
 * it. It is offered to whoever finds it, once, until it is taken up, another call is entered, or it is declined.
 */
@Injectable({ providedIn: 'root' })
export class KeptSeat {
  private readonly window = inject(DOCUMENT).defaultView ?? globalThis.window;
  private readonly session = inject(Session);
  private readonly ongoing = inject(OngoingCall);
  private readonly found = signal<Seat | null>(null);
  private held: { readonly participantId: string; readonly release: () => void } | null = null;
  private current: Seat | null = null;
  private aliveTimer: ReturnType<typeof setInterval> | undefined;

  /** The seat that this tab had before it was loaded anew, and could have again. */
  readonly offered = computed(() => {
    const seat = this.found();
    const userId = this.session.user()?.id;
    return seat && seat.userId === userId && this.ongoing.place() === null ? seat : null;
  });

  constructor() {
    void this.find();
    this.forgetOnSignOut();
    inject(DestroyRef).onDestroy(() => this.letGo());
  }

  /** A signal read. */
  offeredAt(place: CallPlace): Seat | null {
    const seat = this.offered();
    return isSamePlace(seat?.place ?? null, place) ? seat : null;
  }

  /** From now on a reload finds this one. */
  keep(seat: Seat): void {
    this.found.set(null);
    this.current = seat;
    this.write();
    if (this.held?.participantId === seat.resume.participantId) return;
    this.letGo();
    this.aliveTimer = setInterval(() => this.write(), aliveEveryMs);
    this.hold(seat.resume.participantId);
  }

  /** The call is over for us, or the offer was declined. */
  forget(): void {
    this.found.set(null);
    this.letGo();
    this.current = null;
    this.store((storage) => storage.removeItem(storageKey));
  }

  private forgetOnSignOut(): void {
    let before: string | null = null;
    effect(() => {
      const now = this.session.user()?.id ?? null;
      if (before !== null && now !== before) untracked(() => this.forget());
      before = now;
    });
  }

  private async find(): Promise<void> {
    const seat = this.read();
    if (!seat || Date.now() - seat.aliveAt > offeredWithinMs) return;
    if (await this.isFree(seat.resume.participantId)) this.found.set(seat);
  }

  /** A copy of a tab has a copy of what the tab keeps: the seat is still the other one's. */
  private async isFree(participantId: string): Promise<boolean> {
    const { locks } = this;
    if (!locks) return true;
    const signal = AbortSignal.timeout(pageBeforeMs);
    return locks.request(lockOf(participantId), { signal }, () => true).catch(() => false);
  }

  private hold(participantId: string): void {
    const released = Promise.withResolvers<undefined>();
    const giveUp = new AbortController();
    this.held = {
      participantId,
      release: () => {
        giveUp.abort();
        released.resolve(undefined);
      },
    };
    this.locks
      ?.request(lockOf(participantId), { signal: giveUp.signal }, () => released.promise)
      .catch(() => undefined);
  }

  private letGo(): void {
    clearInterval(this.aliveTimer);
    this.held?.release();
    this.held = null;
  }

  private write(): void {
    const seat = this.current;
    if (!seat) return;
    const stored: StoredSeat = { ...seat, aliveAt: Date.now() };
    this.store((storage) => storage.setItem(storageKey, JSON.stringify(stored)));
  }

  private read(): StoredSeat | null {
    let text: string | null = null;
    this.store((storage) => (text = storage.getItem(storageKey)));
    try {
      return text && (JSON.parse(text) as StoredSeat);
    } catch {
      return null;
    }
  }

  /** Where storage is blocked, a reload finds nothing. */
  private store(work: (storage: Storage) => void): void {
    try {
      work(this.window.sessionStorage);
    } catch {
      // blocked
    }
  }

  /** Web Locks exist in secure contexts only; elsewhere a copied tab offers what it should not. */
  private get locks(): LockManager | null {
    return (this.window.navigator.locks as LockManager | undefined) ?? null;
  }
}

const lockOf = (participantId: string): string => `parlour.seat.${participantId}`;
