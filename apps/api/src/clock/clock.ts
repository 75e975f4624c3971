import { Injectable } from '@nestjs/common';

/** Time as a port: what has to happen after a while is asked for here, so that a test need not wait for it. */
export abstract class Clock {
  abstract now(): Date;

  /** Calls once, after that many milliseconds. @returns how to call it off. It keeps no process alive. */
  abstract after(ms: number, call: () => void): () => void;
}

@Injectable()
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }

  after(ms: number, call: () => void): () => void {
    const timer = setTimeout(call, ms).unref();
    return () => clearTimeout(timer);
  }
}
