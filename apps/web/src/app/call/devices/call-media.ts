import { DestroyRef, Injectable, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { type MediaState } from '@parlour/contracts';
import { type CaptureDevice, type CaptureState, LocalMedia, type WantedDevices } from '@parlour/webrtc';
import {
  BehaviorSubject,
  type Observable,
  distinctUntilChanged,
  filter,
  merge,
  of,
  startWith,
  switchMap,
} from 'rxjs';
import { Preferences } from '../../core/preferences';
import { platform } from '../../platform/platform';

const off: CaptureState = { kind: 'off' };
const nothing: MediaState = { microphone: false, camera: false, screen: false };

/**
 * The microphone and the camera of this side, for the preview and for the call, captured once for both. What a person
 * switched off stays off the next time. The devices are on for as long as somebody holds them: there is something to
 * show, or to send.
 */
@Injectable({ providedIn: 'root' })
export class CallMedia {
  private readonly platform = inject(platform);
  private readonly preferences = inject(Preferences);
  private readonly local$ = new BehaviorSubject<LocalMedia | null>(null);
  private readonly holders = new Set<object>();

  readonly microphone$ = this.ofLocal(({ microphone$ }) => microphone$, off);
  readonly camera$ = this.ofLocal(({ camera$ }) => camera$, off);
  readonly media$: Observable<MediaState> = this.ofLocal(({ media$ }) => media$, nothing);

  readonly microphone = toSignal(this.microphone$, { initialValue: off });
  readonly camera = toSignal(this.camera$, { initialValue: off });

  /** What the others get of us right now. */
  readonly sending = toSignal(this.media$, { initialValue: nothing });

  /** How loud our own microphone is, 0 to 1; 0 while it is off. */
  readonly level$: Observable<number> = this.microphone$.pipe(
    switchMap((state) => (state.kind === 'on' ? this.platform.levelMeter(state.track) : of(0))),
  );

  readonly picture = computed(() => {
    const state = this.camera();
    return state.kind === 'on' ? this.platform.createStream([state.track]) : null;
  });

  /** What can be chosen, read again whenever a capture begins: only then do the names show. */
  readonly devices = toSignal(
    merge(this.microphone$, this.camera$).pipe(
      filter(({ kind }) => kind === 'on'),
      startWith(null),
      switchMap(() => this.platform.deviceList.devices$),
    ),
    { initialValue: [] },
  );

  constructor() {
    inject(DestroyRef).onDestroy(() => this.close());
  }

  /**
   * Captures for this holder, unless it is captured already: what the person wants as a rule, or exactly what is
   * `wanted` this time.
   */
  hold(holder: object, wanted?: WantedDevices): LocalMedia {
    this.holders.add(holder);
    const current = this.local$.value;
    if (current && !wanted) return current;
    const local = current ?? new LocalMedia(this.platform.mediaDevices);
    if (!current) this.local$.next(local);
    void local.start(wanted ?? { microphone: this.wants('microphone'), camera: this.wants('camera') });
    return local;
  }

  /** The devices go off with their last holder. */
  release(holder: object): void {
    if (this.holders.delete(holder) && this.holders.size === 0) this.close();
  }

  /** Off, if it is on or about to be; otherwise on, trying once more what failed before. */
  async toggle(device: CaptureDevice): Promise<void> {
    const { kind } = device === 'microphone' ? this.microphone() : this.camera();
    const on = kind !== 'on' && kind !== 'starting';
    this.preferences.write(device, on ? 'on' : 'off');
    const local = this.local$.value;
    await (device === 'microphone' ? local?.setMicrophone(on) : local?.setCamera(on));
  }

  async choose(device: CaptureDevice, deviceId: string): Promise<void> {
    await this.local$.value?.chooseDevice(device, deviceId || null);
  }

  private close(): void {
    const local = this.local$.value;
    this.local$.next(null);
    local?.close();
  }

  private wants(device: CaptureDevice): boolean {
    return this.preferences.read(device, ['on', 'off']) !== 'off';
  }

  private ofLocal<T>(select: (local: LocalMedia) => Observable<T>, otherwise: T): Observable<T> {
    return this.local$.pipe(
      switchMap((local) => (local ? select(local) : of(otherwise))),
      distinctUntilChanged(),
    );
  }
}

/** The device that is in use, as the browser names it. */
export const deviceIdOf = (state: CaptureState): string =>
  state.kind === 'on' || state.kind === 'muted' ? (state.track.getSettings().deviceId ?? '') : '';
