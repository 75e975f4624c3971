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
    for (const id of this.waiting.keys()) if (!ids.includes(id)) this.cancel(id);
    this.arrived.update((arrived) => new Set(ids.filter((id) => arrived.has(id))));
    for (const id of ids) if (!this.arrived().has(id)) this.expect(id);
  }

  /** Somebody is through. */
  handleConnected(id: ParticipantId): void {
    if (this.waiting.has(id)) this.admit(id);
  }

  close(): void {
    for (const id of this.waiting.keys()) this.cancel(id);
  }

  private expect(id: ParticipantId): void {
    if (this.waiting.has(id)) return;
    this.waiting.set(
      id,
      this.clock.schedule(patienceMs, () => this.admit(id)),
    );
  }

  private cancel(id: ParticipantId): void {
    this.waiting.get(id)?.();
    this.waiting.delete(id);
  }

  private admit(id: ParticipantId): void {
    this.cancel(id);
    this.arrived.update((arrived) => new Set([...arrived, id]));
  }
}
