/** An AudioContext that a browser holds back until the page was touched, or lets run. */
export class FakeAudioContext extends EventTarget {
  readonly sampleRate = 8_000;
  readonly destination = {};
  /** How many sources are connected to the loudspeakers. */
  connected = 0;

  constructor(public state: AudioContextState = 'running') {
    super();
  }

  createBuffer() {
    return { copyToChannel: () => undefined };
  }

  createBufferSource() {
    return {
      buffer: null,
      loop: false,
      connect: () => (this.connected += 1),
      disconnect: () => (this.connected -= 1),
      start: () => undefined,
    };
  }

  async resume(): Promise<void> {
    this.become('running');
  }

  async close(): Promise<void> {
    this.become('closed');
  }

  private become(state: AudioContextState): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

/** Web Locks of one browser: one tab after the other. */
export class FakeLocks {
  private readonly waiting: (() => void)[] = [];
  private held = false;

  readonly request = (async (_: string, options: LockOptions, callback: () => Promise<void>) => {
    await this.turn(options.signal);
    try {
      await callback();
    } finally {
      this.held = false;
      this.waiting.shift()?.();
    }
  }) as LockManager['request'];

  private async turn(signal: AbortSignal | undefined): Promise<void> {
    if (this.held) {
      await new Promise<void>((resolve, reject) => {
        this.waiting.push(resolve);
        signal?.addEventListener('abort', () => {
          this.waiting.splice(this.waiting.indexOf(resolve), 1);
          reject(new DOMException('given up', 'AbortError'));
        });
      });
    }
    this.held = true;
  }
}
