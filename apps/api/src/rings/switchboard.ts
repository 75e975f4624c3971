import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type Ring as WireRing, limits, type RingOutcome } from '@parlour/contracts';
import { Clock } from '../clock/clock.js';
import { Timers } from '../clock/timers.js';
import { DomainEvents } from '../domain-events/domain-events.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { LiveCalls } from '../signaling/live-calls.js';
import { type Board, boardAfterRestart, emptyBoard, type Phase, type Ring } from './ring-board.js';
import { RingLog } from './ring-log.js';
import { type RingEffect, type RingEvent, transition } from './ring-state.js';

/** Browsers are back within seconds of the server's return; the slowest step of their ladder is 7 s. */
const comeBackMs = 20_000;

/**
 * The rings of this node, in memory. Feeds `ring-state.ts` with what happens, and performs what it asks for: devices
 * ring and fall silent in the same tick, and what has to last is written after.
 */
@Injectable()
export class Switchboard implements OnApplicationBootstrap, OnApplicationShutdown {
  private current: Board = emptyBoard;
  private readonly timers: Timers;
  private readonly waiting: { readonly event: RingEvent; readonly at: number }[] = [];
  private isWorking = false;

  constructor(
    private readonly clock: Clock,
    private readonly calls: LiveCalls,
    private readonly log: RingLog,
    private readonly publisher: RealtimePublisher,
    events: DomainEvents,
  ) {
    this.timers = new Timers(clock);
    events.on('call-people-changed', ({ callId, kind, userIds }) =>
      this.tell({ type: 'people', callId, kind, userIds }),
    );
    events.on('relation-changed', ({ userIds, friends, blocked }) => {
      if (!friends) this.tell({ type: 'parted', userIds, blocked });
    });
    events.on('status-changed', ({ userId, status }) => {
      if (status === 'dnd') this.tell({ type: 'do-not-disturb', userId });
    });
    events.on('account-deleted', ({ userId }) => this.tell({ type: 'account-gone', userId }));
  }

  get board(): Board {
    return this.current;
  }

  /** Takes up what a stopped server left: what had been answered may go on, what only rang is over. */
  async onApplicationBootstrap(): Promise<void> {
    const now = this.now();
    const open = await this.log.recover(now);
    const answered = open.flatMap(({ ring, answeredAt }) =>
      answeredAt === null ? [] : [{ ring, answeredAt }],
    );
    for (const { ring, answeredAt } of open) {
      if (answeredAt !== null) continue;
      const outcome = now - ring.startedAt < limits.ringMs ? 'unavailable' : 'missed';
      this.log.ended({ ring, answeredAt, endedAt: now, outcome });
    }
    await this.log.tried();
    this.current = boardAfterRestart(answered);
    this.timers.start('settled', comeBackMs, () => this.tell({ type: 'settled' }, now));
  }

  onApplicationShutdown(): void {
    this.timers.stopAll();
  }

  /** One thing after the other: what an effect brings about waits until the effects before it are performed. */
  tell(event: RingEvent, at = this.now()): void {
    this.waiting.push({ event, at });
    if (this.isWorking) return;
    this.isWorking = true;
    try {
      for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
        const { board, effects } = transition(this.current, next.event, next.at);
        this.current = board;
        for (const effect of effects) this.perform(effect);
      }
    } finally {
      this.isWorking = false;
    }
  }

  /** A ring as the wire has it. */
  wireOf({ startedAt, ...ring }: Ring): WireRing {
    const others = this.calls.peopleInCall(ring.callId).filter(({ id }) => id !== ring.caller.id);
    return { ...ring, startedAt: new Date(startedAt).toISOString(), others };
  }

  private now(): number {
    return this.clock.now().getTime();
  }

  private perform(effect: RingEffect): void {
    switch (effect.type) {
      case 'ring': {
        const { ring } = effect;
        this.timers.start(ring.id, limits.ringMs, () => this.tell({ type: 'timeout', ringId: ring.id }));
        return this.publisher.toUser(ring.callee.id, 'ring:incoming', { ring: this.wireOf(ring) });
      }
      case 'answered':
        this.silence(effect.ring, 'answered');
        return this.log.answered(effect.ring, effect.at);
      case 'ended': {
        const { ring, phase, outcome, at } = effect;
        if (phase.name === 'ringing') this.silence(ring, outcome);
        return this.log.ended({ ring, answeredAt: answeredAt(phase), endedAt: at, outcome });
      }
      case 'over':
        return this.calls.close(effect.callId);
    }
  }

  private silence({ id, callId, caller, callee }: Ring, outcome: RingOutcome): void {
    this.timers.stop(id);
    for (const userId of [caller.id, callee.id]) {
      this.publisher.toUser(userId, 'ring:ended', { ringId: id, callId, outcome });
    }
  }
}

const answeredAt = (phase: Phase): number | null => (phase.name === 'answered' ? phase.at : null);
