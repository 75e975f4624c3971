interface Rules {
  /** How long the browser works on one operation. */
  readonly time: () => Promise<void>;
  readonly isClosed: () => boolean;
  /** By the standard, what is under way at a close never settles; some browsers reject it. */
  readonly rejectsAtClose: () => boolean;
  readonly onIdle: () => void;
}

/** The operations chain of a connection (W3C WebRTC 1.0 section 4.4.1.2): one after the other, in order. */
export class FakeOperations {
  private waiting = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly rules: Rules) {}

  get idle(): boolean {
    return this.waiting === 0;
  }

  chain(work: () => void): Promise<void> {
    this.waiting += 1;
    const done = this.last.then(async () => {
      await this.rules.time();
      if (this.rules.isClosed()) await this.outcomeOfClose();
      this.waiting -= 1;
      work();
    });
    this.last = done
      .catch(() => undefined)
      .then(() => {
        if (this.idle) this.rules.onIdle();
      });
    return done;
  }

  private async outcomeOfClose(): Promise<void> {
    if (this.rules.rejectsAtClose()) throw closedError();
    await new Promise<never>(() => undefined);
  }
}

export function closedError(): DOMException {
  return new DOMException('It is closed', 'InvalidStateError');
}
