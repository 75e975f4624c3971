import { Injectable, computed, effect, inject, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { isErrorCode } from '@parlour/contracts';
import { type CaptureState, type LocalMedia, type WantedDevices } from '@parlour/webrtc';
import { combineLatest, filter, firstValueFrom, timeout } from 'rxjs';
import { ApiFailure } from '../core/api/api-failure';
import { Realtime } from '../core/realtime/realtime';
import { Session } from '../core/session/session';
import { CallStore } from './call-store';
import { CallMedia } from './devices/call-media';
import { KeptSeat, type Seat } from './kept-seat';
import { type CallEndCause, OngoingCall } from './ongoing-call';
import { resumeOrJoin } from './seat-questions';

/** A page that was just loaded is still about to connect. */
const connectMs = 8_000;
/** A camera that takes longer is told of when it is there. */
const devicesMs = 1_500;

/** Keeps the seat of the call that goes on for a page that is loaded anew, and takes it up there. */
@Injectable({ providedIn: 'root' })
export class CallReturn {
  private readonly calls = inject(CallStore);
  private readonly kept = inject(KeptSeat);
  private readonly media = inject(CallMedia);
  private readonly realtime = inject(Realtime);
  private readonly session = inject(Session);

  /** What is about to start is on, and what is muted is off, also while a key lets one talk. */
  private readonly devices = computed<WantedDevices>(() => ({
    microphone: isOn(this.media.microphone()) && !this.media.isTalking(),
    camera: isOn(this.media.camera()),
  }));

  constructor() {
    effect(() => {
      const [phase, user] = [this.calls.phase(), this.session.user()];
      if (phase.kind !== 'in-call' || !user) return;
      const { place, call } = phase;
      const seat = { userId: user.id, place, resume: call.resume, devices: this.devices() };
      untracked(() => this.kept.keep(seat));
    });
    inject(OngoingCall)
      .ended$.pipe(
        filter(({ cause }) => !isPassing(cause)),
        takeUntilDestroyed(),
      )
      .subscribe(() => this.kept.forget());
  }

  /**
   * Takes up the seat that a reload or a crash of this tab has left, with the devices as they were; where it is given
   * away, a new one. Never rejects: why it did not work is in the phase of the CallStore, and where it may work later, the
   * seat is kept.
   */
  async takeUp({ place, resume, devices }: Seat): Promise<void> {
    if (this.calls.place()) return;
    const ready = async (local: LocalMedia) => {
      const connected = firstValueFrom(this.realtime.connected$.pipe(timeout(connectMs)));
      // The others are not told that what was on has been switched off, and on again.
      await Promise.allSettled([connected, untilStarted(local)]);
    };
    const ask = resumeOrJoin(this.realtime, place, resume);
    await this.calls.enter(place, ask, { wanted: devices, ready }).catch(() => undefined);
  }
}

const isOn = ({ kind }: CaptureState): boolean => kind === 'on' || kind === 'starting';

const isPassing = (cause: CallEndCause): boolean =>
  cause === 'offline' || (isErrorCode(cause) && new ApiFailure(cause).isPassing);

function untilStarted({ microphone$, camera$ }: LocalMedia): Promise<unknown> {
  const isStarted = (states: readonly CaptureState[]): boolean =>
    states.every(({ kind }) => kind !== 'starting');
  return firstValueFrom(combineLatest([microphone$, camera$]).pipe(filter(isStarted), timeout(devicesMs)));
}
