import { DOCUMENT, InjectionToken, inject } from '@angular/core';
import { type RingSound, samplesOf, tones } from './ring-sound';

/** Plays the sounds of ringing. */
export interface Loudspeaker {
  /**
   * Sounds until the returned function is called, and then is silent at once. Where the browser refuses to play before
   * the page was touched, it is silent until that happens. The ring is heard from one tab of a browser only.
   */
  play(sound: RingSound): () => void;
}

export const loudspeaker = new InjectionToken<Loudspeaker>('loudspeaker', {
  providedIn: 'root',
  factory: () => {
    const window = inject(DOCUMENT).defaultView ?? globalThis.window;
    return new BrowserLoudspeaker({
      createContext: () => ('AudioContext' in window ? new AudioContext() : null),
      // Web Locks exist in secure contexts only; elsewhere every tab rings.
      locks: (window.navigator.locks as LockManager | undefined) ?? null,
      touches: window.document,
    });
  },
});

export interface LoudspeakerBrowser {
  readonly createContext: () => AudioContext | null;
  readonly locks: Pick<LockManager, 'request'> | null;
  /** Where it is seen that the page was touched. */
  readonly touches: EventTarget;
}

const lockName = 'parlour.ring';
const touchKinds = ['pointerdown', 'keydown'] as const;

export class BrowserLoudspeaker implements Loudspeaker {
  constructor(private readonly browser: LoudspeakerBrowser) {}

  play(sound: RingSound): () => void {
    const context = this.browser.createContext();
    if (!context) return () => undefined;
    const ended = new AbortController();
    const { signal } = ended;
    signal.addEventListener('abort', () => void context.close().catch(() => undefined));
    // Only who can be heard takes the lock: a tab that the browser keeps silent must not silence the others.
    this.whenRunning(context, signal, () => {
      if (sound === 'ring' && this.browser.locks) this.takeTurn(this.browser.locks, context, signal);
      else start(context, sound, signal);
    });
    return () => ended.abort();
  }

  private whenRunning(context: AudioContext, signal: AbortSignal, then: () => void): void {
    let isStarted = false;
    const check = (): void => {
      if (isStarted || signal.aborted || context.state !== 'running') return;
      isStarted = true;
      then();
    };
    context.addEventListener('statechange', check, { signal });
    for (const kind of touchKinds) {
      const resume = (): void => void context.resume().catch(() => undefined);
      this.browser.touches.addEventListener(kind, resume, { signal });
    }
    check();
  }

  /** The lock is held while it rings, and goes to the next tab with this one. */
  private takeTurn(locks: Pick<LockManager, 'request'>, context: AudioContext, signal: AbortSignal): void {
    const ring = (): Promise<void> =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        signal.addEventListener('abort', () => resolve());
        start(context, 'ring', signal);
      });
    locks.request(lockName, { signal }, ring).catch(() => undefined); // given up while waiting
  }
}

function start(context: AudioContext, sound: RingSound, signal: AbortSignal): void {
  const samples = samplesOf(tones[sound], context.sampleRate);
  const buffer = context.createBuffer(1, samples.length, context.sampleRate);
  buffer.copyToChannel(samples, 0);
  const source = context.createBufferSource();
  source.buffer = buffer;
  source.loop = true;
  source.connect(context.destination);
  source.start();
  // Closing the context takes a moment; disconnecting is silence now.
  signal.addEventListener('abort', () => source.disconnect());
}
