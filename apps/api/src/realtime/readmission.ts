import { Injectable } from '@nestjs/common';
import { setTimeout as pass } from 'node:timers/promises';
import { Config } from '../config/config.js';

/**
 * Whoever was put out for sending too much waits at the door until what they may send has flowed in again: otherwise each
 * new connection would bring a new burst. A refusal would be answered with the next attempt, and cost more.
 */
@Injectable()
export class Readmission {
  private readonly pauseMs: number;
  private readonly pauses = new Map<string, Promise<void>>();

  constructor({ commandRate, signalRate, socketHandshakeMs }: Config) {
    const fillMs = [commandRate, signalRate].map(({ burst, perSecond }) => (burst / perSecond) * 1_000);
    this.pauseMs = Math.min(Math.max(...fillMs), socketHandshakeMs / 2); // whoever waits is not to be taken for one who idles
  }

  /** From now on. */
  delay(userId: string): void {
    const pause = pass(this.pauseMs, undefined, { ref: false }).then(() => {
      if (this.pauses.get(userId) === pause) this.pauses.delete(userId);
    });
    this.pauses.set(userId, pause);
  }

  /** Until this person may come in; for nearly everybody that is now. */
  async wait(userId: string): Promise<void> {
    await this.pauses.get(userId);
  }
}
