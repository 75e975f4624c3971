import { type Cancel, type Clock } from '../ports';

/** A phone that changes from one network to another tells it in several pieces within a second. */
const pauseMs = 1_000;

/** Passes the first news of a changed network on at once, and what follows within a second as one, at its end. */
export class NetworkNews {
  private cancelPause: Cancel | null = null;
  private waiting: { readonly addressChanged: boolean } | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly act: (addressChanged: boolean) => void,
  ) {}

  tell(addressChanged: boolean): void {
    if (this.cancelPause) {
      this.waiting = { addressChanged: addressChanged || this.waiting?.addressChanged === true };
      return;
    }
    this.cancelPause = this.clock.schedule(pauseMs, () => {
      this.cancelPause = null;
      const { waiting } = this;
      this.waiting = null;
      if (waiting) this.tell(waiting.addressChanged);
    });
    this.act(addressChanged);
  }

  close(): void {
    this.cancelPause?.();
    this.waiting = null;
  }
}
