import { ApiError } from '../http/api-error.js';
import { picturesAtOnce } from './decoders.js';

/** A few works at once; the others wait for their turn. */
export class Turns {
  private working = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly atOnce: number) {}

  /** @throws ApiError unavailable, where as many as `maxWaiting` wait already. */
  async take<T>(work: () => Promise<T>, maxWaiting: number): Promise<T> {
    await this.turn(maxWaiting);
    try {
      return await work();
    } finally {
      this.handOn();
    }
  }

  private async turn(maxWaiting: number): Promise<void> {
    if (this.working < this.atOnce) {
      this.working += 1;
      return;
    }
    if (this.waiting.length >= maxWaiting) throw new ApiError('unavailable');
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** To who has waited longest; the place is free only where nobody has. */
  private handOn(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.working -= 1;
    else next();
  }
}

/** Of the process: its threads are what pictures take turns for. */
export const pictureTurns = new Turns(picturesAtOnce);
