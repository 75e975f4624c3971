import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { routes } from '@parlour/contracts';
import { tap } from 'rxjs';
import { CallMedia } from '../call/devices/call-media';
import { DevicePreferences } from '../call/devices/device-preferences';
import { ApiClient } from '../core/api/api-client';
import { Realtime } from '../core/realtime/realtime';
import { platform } from '../platform/platform';
import { Captures } from './captures';
import { checkBrowser } from './check-browser';
import { type CheckState, type CheckStates, done, summaryOf, waitingStates } from './check-state';
import { type CheckId, type Finding, type Probe } from './findings';
import { type CaptureWorld, probeCamera, probeMicrophone } from './probes/capture-probes';
import { type IceWorld, type KnownServers, probeRelay, probeStun } from './probes/ice-probes';
import { probeLoopback } from './probes/loopback-probe';
import { waitFor } from './probes/patience';
import { probeSocket } from './probes/socket-probe';

/** The sound takes a second and a half; a browser that holds it back says nothing. */
const soundPatienceMs = 5_000;

/**
 * Runs the checks, for as long as its page is open. What they capture is let go when the call with oneself, the last that needs
 * it, has ended.
 */
@Injectable()
export class SelfTest {
  private readonly api = inject(ApiClient);
  private readonly browser = inject(checkBrowser);
  private readonly calls = inject(CallMedia);
  private readonly platform = inject(platform);
  private readonly preferences = inject(DevicePreferences);
  private readonly realtime = inject(Realtime);
  private readonly current = signal<CheckStates>(waitingStates);
  private readonly heardLevel = signal(0);
  private readonly shownTrack = signal<MediaStreamTrack | null>(null);
  private running = new AbortController();
  private answerHeard: (finding: Finding<'speaker'>) => void = () => undefined;

  readonly states = this.current.asReadonly();
  readonly summary = computed(() => summaryOf(this.current()));
  /** Of the microphone while it is checked, 0 to 1. */
  readonly level = this.heardLevel.asReadonly();
  /** Of the camera while it is checked. */
  readonly picture = computed(() => {
    const track = this.shownTrack();
    return track && this.platform.createStream([track]);
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => this.running.abort());
  }

  /** All of them, from the beginning; what is still under way is given up. */
  async run(): Promise<void> {
    this.running.abort();
    this.running = new AbortController();
    const { signal } = this.running;
    this.current.set(waitingStates);
    const captures = new Captures(signal);
    const capturing = this.checkDevices(signal, captures);
    await Promise.all([
      capturing.then(() => this.check('speaker', signal, () => this.askForSound(signal))),
      this.checkNetwork(signal, captures, capturing).finally(() => captures.release()),
    ]).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }

  /** Once more, for who looked for the volume. */
  async playAgain(): Promise<void> {
    await this.playSound(this.running.signal);
  }

  answer(heard: boolean): void {
    this.answerHeard({ code: heard ? 'heard' : 'not-heard' });
  }

  private async checkDevices(signal: AbortSignal, captures: Captures): Promise<void> {
    const { isSecure } = this.browser;
    await this.check('secure', signal, async () => ({ code: isSecure ? 'secure' : 'insecure' }));
    await this.check('microphone', signal, () => {
      const { levelMeter } = this.platform;
      const world = this.captureWorld('microphone', signal, captures, () => this.heardLevel.set(0));
      return probeMicrophone(world, (track) =>
        levelMeter(track).pipe(tap((now) => this.heardLevel.set(now))),
      );
    });
    await this.check('camera', signal, () => {
      const world = this.captureWorld('camera', signal, captures, (track) => this.shownTrack.set(track));
      return probeCamera(world, (track) => this.browser.watchPicture(track));
    });
  }

  /** The call with oneself waits for the devices: it sends what they give. */
  private async checkNetwork(
    signal: AbortSignal,
    captures: Captures,
    capturing: Promise<void>,
  ): Promise<void> {
    const { clock } = this.platform;
    await this.check('socket', signal, () =>
      // It changes nothing, and is answered from what the server has in its memory.
      probeSocket(() => this.realtime.command('ring:list', {}), clock),
    );
    const servers = await this.knownServers();
    const world: IceWorld = { browser: this.browser, clock, servers, signal };
    const [, relay] = await Promise.all([
      this.check('stun', signal, () => probeStun(world)),
      this.check('relay', signal, () => probeRelay(world)),
    ]);
    await capturing;
    await this.check('loopback', signal, () => probeLoopback(world, relay.code === 'found', captures));
  }

  private async knownServers(): Promise<KnownServers> {
    try {
      return (await this.api.call(routes.iceServers)).iceServers;
    } catch {
      return 'unavailable';
    }
  }

  private async askForSound(signal: AbortSignal): Promise<Finding<'speaker'>> {
    const answered = new Promise<Finding<'speaker'>>((resolve) => {
      this.answerHeard = resolve;
      signal.addEventListener('abort', () => resolve({ code: 'refused' }));
    });
    if (!(await this.playSound(signal))) return { code: 'refused' };
    this.show('speaker', signal, { kind: 'asking' });
    return answered;
  }

  /** @returns whether it was played, as far as the browser can tell. */
  private playSound(signal: AbortSignal): Promise<boolean> {
    const { clock, speakers } = this.platform;
    return waitFor(
      { clock, signal, patienceMs: soundPatienceMs },
      (found) => {
        const over = new AbortController();
        speakers.playTestSound(this.calls.speakerId(), over.signal).then(
          () => found(true),
          () => found(false),
        );
        return () => over.abort();
      },
      () => false,
    );
  }

  /** @throws the reason of the signal, where the run was given up: nothing more is begun then. */
  private async check<I extends CheckId>(id: I, signal: AbortSignal, probe: Probe<I>): Promise<Finding<I>> {
    signal.throwIfAborted();
    this.show(id, signal, { kind: 'running' });
    const finding = await probe(signal);
    signal.throwIfAborted();
    this.show(id, signal, done(id, finding));
    return finding;
  }

  /** Nothing is said any more of a run that was given up. */
  private show(id: CheckId, signal: AbortSignal, state: CheckState): void {
    if (!signal.aborted) this.current.update((states) => ({ ...states, [id]: state }));
  }

  private captureWorld(
    device: 'microphone' | 'camera',
    signal: AbortSignal,
    captures: Captures,
    show: CaptureWorld['show'],
  ): CaptureWorld {
    const { clock, mediaDevices } = this.platform;
    const state = this.calls[device]();
    const inUse = state.kind === 'on' ? state.track : null;
    const chosenId = this.preferences.chosen(device)();
    const keep: CaptureWorld['keep'] = (capture) => captures.keep(capture);
    return { devices: mediaDevices, clock, signal, chosenId, inUse, show, keep };
  }
}
