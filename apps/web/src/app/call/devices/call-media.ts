import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { type MediaState } from '@parlour/contracts';
import {
  type CaptureDevice,
  type CaptureState,
  type DeviceNews,
  type ListedDevice,
  LocalMedia,
  type ScreenHint,
  type WantedDevices,
} from '@parlour/webrtc';
import {
  BehaviorSubject,
  EMPTY,
  Observable,
  combineLatest,
  distinctUntilChanged,
  filter,
  map,
  merge,
  of,
  pairwise,
  share,
  shareReplay,
  startWith,
  switchMap,
} from 'rxjs';
import { Notices } from '../../core/notices/notices';
import { platform } from '../../platform/platform';
import { type AudioSwitch, DevicePreferences } from './device-preferences';
import { type MediaTrouble, withheldOf } from './media-trouble';
import { speakerInUse, speakerNews } from './speaker-choice';

const off: CaptureState = { kind: 'off' };
const nothing: MediaState = { microphone: false, camera: false, screen: false };

/**
 * The microphone, the camera and the screen of this side, for the preview and for the call, captured once for both. What
 * a person switched off or chose stays so the next time. The devices are on for as long as somebody holds them: there is
 * something to show, or to send.
 */
@Injectable({ providedIn: 'root' })
export class CallMedia {
  private readonly platform = inject(platform);
  private readonly preferences = inject(DevicePreferences);
  private readonly notices = inject(Notices);
  private readonly local$ = new BehaviorSubject<LocalMedia | null>(null);
  private readonly holders = new Set<object>();
  private readonly talking = signal(false);

  readonly microphone$ = this.ofLocal(({ microphone$ }) => microphone$, off);
  readonly camera$ = this.ofLocal(({ camera$ }) => camera$, off);
  readonly media$: Observable<MediaState> = this.ofLocal(({ media$ }) => media$, nothing);

  readonly microphone = toSignal(this.microphone$, { initialValue: off });
  readonly camera = toSignal(this.camera$, { initialValue: off });
  readonly screen = toSignal(
    this.ofLocal(({ screen$ }) => screen$, off),
    { initialValue: off },
  );

  /** Heard only for as long as a key is held. */
  readonly isTalking = this.talking.asReadonly();

  readonly isSharing = computed(() => this.screen().kind === 'on');

  /** What the others get of us right now. */
  readonly sending = toSignal(this.media$, { initialValue: nothing });

  /** How loud our own microphone is for the others, 0 to 1; 0 while it is off. */
  readonly level$: Observable<number> = this.microphone$.pipe(
    switchMap((state) => (state.kind === 'on' ? this.platform.levelMeter(state.track) : of(0))),
    shareReplay({ bufferSize: 1, refCount: true }),
  );

  /** How loud it is at the microphone itself while nobody hears it; nothing while it is heard, or lets go of. */
  readonly levelWhileMuted$: Observable<number> = this.microphone$.pipe(
    switchMap((state) => (state.kind === 'muted' ? this.listenAside(state.track) : EMPTY)),
    share(),
  );

  /** What is on and gives nothing, as long as the system withholds it. */
  readonly withheld$: Observable<MediaTrouble['device'] | null> = combineLatest([
    this.ofLocal(({ withheld }) => withheld.microphone, false),
    this.ofLocal(({ withheld }) => withheld.camera, false),
  ]).pipe(
    map(([microphone, camera]) => withheldOf(microphone, camera)),
    distinctUntilChanged(),
  );
  readonly withheld = toSignal(this.withheld$, { initialValue: null });

  private readonly isDark = computed(() => this.withheld() === 'camera' || this.withheld() === 'both');
  /** None while the system withholds it: the last one, standing still, would look as if one were seen. */
  readonly picture = computed(() => (this.isDark() ? null : this.pictureOf(this.camera())));
  /** Why there is none. */
  readonly noPictureWords = computed(() => {
    const { kind } = this.camera();
    return kind === 'starting' || kind === 'off' ? `call.preview.${kind}` : 'call.preview.failed';
  });
  /** What we share, to see it oneself. */
  readonly screenPicture = computed(() => this.pictureOf(this.screen()));

  /** Whether this browser can share a screen: not on phones. */
  readonly canShare = this.platform.mediaDevices?.getDisplayMedia !== undefined;

  private readonly devices$ = merge(this.microphone$, this.camera$).pipe(
    filter(({ kind }) => kind === 'on'),
    startWith(null),
    switchMap(() => this.platform.deviceList.devices$),
    shareReplay({ bufferSize: 1, refCount: true }),
  );

  /** What can be chosen, read again whenever a capture begins: only then do the names show. */
  readonly devices = toSignal<readonly ListedDevice[], readonly ListedDevice[]>(this.devices$, {
    initialValue: [],
  });

  /** The speaker for the call, by its id; empty: the system's. */
  readonly speakerId = computed(() => speakerInUse(this.devices(), this.preferences.chosen('speaker')()));
  readonly mirrored = this.preferences.mirrored;
  readonly relayOnly$ = this.preferences.relayOnly$;
  readonly relayOnly = toSignal(this.relayOnly$, { requireSync: true });

  constructor() {
    this.local$
      .pipe(
        switchMap((local) => (local ? this.devices$.pipe(map((devices) => ({ local, devices }))) : EMPTY)),
        takeUntilDestroyed(),
      )
      .subscribe(({ local, devices }) => local.handleDevices(devices));
    merge(
      this.ofLocal(({ news$ }) => news$, null),
      this.devices$.pipe(
        pairwise(),
        map(([before, after]) => speakerNews(before, after, this.preferences.chosen('speaker')())),
      ),
    )
      .pipe(takeUntilDestroyed())
      .subscribe((news) => news && this.tell(news));
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
    const local = current ?? this.create();
    if (!current) this.local$.next(local);
    void local.start(
      wanted ?? {
        microphone: this.preferences.isWanted('microphone'),
        camera: this.preferences.isWanted('camera'),
      },
    );
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
    this.preferences.setWanted(device, on);
    const local = this.local$.value;
    await (device === 'microphone' ? local?.setMicrophone(on) : local?.setCamera(on));
  }

  /** For as long as a key is held: no choice for the next time. */
  async talk(on: boolean): Promise<void> {
    if (on) this.talking.set(true);
    await this.local$.value?.setMicrophone(on);
    if (!on) this.talking.set(false);
  }

  /** The empty id: the system's choice. What cannot be used is not kept, and said. */
  async choose(device: ListedDevice['kind'], deviceId: string): Promise<void> {
    const failure =
      device === 'speaker' ? null : await this.local$.value?.chooseDevice(device, deviceId || null);
    if (failure) return this.notices.say(`call.trouble.${device}.${failure}`);
    this.preferences.choose(device, deviceId || null);
  }

  async setAudio(name: AudioSwitch, on: boolean): Promise<void> {
    this.preferences.setAudio(name, on);
    await this.local$.value?.setAudioProcessing(this.preferences.audioProcessing());
  }

  /** Asks what to share; from within a touch of the page. What the system refuses is said. */
  async shareScreen(): Promise<void> {
    await this.local$.value?.startScreen();
    const screen = this.screen();
    if (screen.kind === 'failed') this.notices.say(`devices.share.${screen.reason}`);
  }

  stopSharing(): void {
    this.local$.value?.stopScreen();
  }

  /** From within a touch of the page. */
  toggleSharing(): void {
    if (this.isSharing()) this.stopSharing();
    else void this.shareScreen();
  }

  setScreenHint(hint: ScreenHint): void {
    this.preferences.setScreenHint(hint);
    this.local$.value?.setScreenHint(hint);
  }

  private create(): LocalMedia {
    const local = new LocalMedia(this.platform.mediaDevices, this.platform.clock, {
      microphone: { ...this.preferences.audioProcessing() },
      chosen: {
        microphone: this.preferences.chosen('microphone')(),
        camera: this.preferences.chosen('camera')(),
      },
    });
    local.setScreenHint(this.preferences.screenHint());
    return local;
  }

  private close(): void {
    const local = this.local$.value;
    this.local$.next(null);
    local?.close();
  }

  private tell({ kind, device, label }: DeviceNews): void {
    this.notices.say(`devices.news.${device}.${kind}`, { label });
  }

  private pictureOf(state: CaptureState): MediaStream | null {
    return state.kind === 'on' ? this.platform.createStream([state.track]) : null;
  }

  /** A muted track is silent for its meter too; its clone is not, and goes nowhere. */
  private listenAside(track: MediaStreamTrack): Observable<number> {
    return new Observable((subscriber) => {
      const aside = track.clone();
      aside.enabled = true;
      subscriber.add(() => aside.stop());
      subscriber.add(this.platform.levelMeter(aside).subscribe(subscriber));
    });
  }

  private ofLocal<T>(select: (local: LocalMedia) => Observable<T>, otherwise: T): Observable<T> {
    return this.local$.pipe(
      switchMap((local) => (local ? select(local) : of(otherwise))),
      distinctUntilChanged(),
    );
  }
}
