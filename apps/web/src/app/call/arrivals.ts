import { signal } from '@angular/core';
import { type Clock, type ParticipantId } from '@parlour/webrtc';

/** From somebody's coming until they are drawn, connected or not. */
const patienceMs = 300;

/**
 * Whom to draw. To draw somebody holds the page up, most of all the first time, and just when there is much to say to connect
 * with them: so they appear when they are through, though not much later than they came.
 */
export class Arrivals {
  private readonly arrived = signal<ReadonlySet<ParticipantId>>(new Set());
  private readonly waiting = new Map<ParticipantId, () => void>();

  readonly ids = this.arrived.asReadonly();

  constructor(private readonly clock: Clock) {}

  /** These are in the call now, and nobody else. */
  follow(ids: readonly ParticipantId[]): void {
    const present = new Set(ids);
    for (const id of this.waiting.keys()) if (!present.has(id)) this.cancel(id);
    for (const id of this.arrived()) if (!present.has(id)) this.change((arrived) => arrived.delete(id));
    for (const id of ids) if (!this.arrived().has(id)) this.expect(id);
  }

  handleConnected(id: ParticipantId): void {
    if (!this.waiting.has(id)) return;
    this.cancel(id);
    this.change((arrived) => arrived.add(id));
  }

  close(): void {
    for (const id of [...this.waiting.keys()]) this.cancel(id);
  }

  private expect(id: ParticipantId): void {
    if (this.waiting.has(id)) return;
    this.waiting.set(
      id,
      this.clock.schedule(patienceMs, () => this.handleConnected(id)),
    );
  }

  private cancel(id: ParticipantId): void {
    this.waiting.get(id)?.();
    this.waiting.delete(id);
  }

  private change(work: (arrived: Set<ParticipantId>) => void): void {
    const next = new Set(this.arrived());
    work(next);
    this.arrived.set(next);
  }
}
