import { signal } from '@angular/core';
import { type Clock, type ParticipantId } from '@parlour/webrtc';
import { type Observable, Subscription, take } from 'rxjs';

/** From somebody's coming until they are drawn, whatever there is of them. */
const patienceMs = 500;

/**
 * Whom to draw. To draw somebody holds the page up, most of all the first time, and just when there is much to do to connect
 * with them and to decode their first picture: so they appear with that picture, though not much later than they came.
 */
export class Arrivals {
  private readonly arrived = signal<ReadonlySet<ParticipantId>>(new Set());
  private readonly waiting = new Map<ParticipantId, Subscription>();

  readonly ids = this.arrived.asReadonly();

  constructor(private readonly clock: Clock) {}

  /** These are in the call now, and nobody else. */
  follow(ids: readonly ParticipantId[]): void {
    for (const id of this.waiting.keys()) if (!ids.includes(id)) this.cancel(id);
    this.arrived.update((arrived) => new Set(ids.filter((id) => arrived.has(id))));
    for (const id of ids) if (!this.arrived().has(id)) this.expect(id);
  }

  /** There is a way to somebody. `sight$` tells when there is something of them to be seen. */
  handleConnected(id: ParticipantId, sight$: Observable<unknown>): void {
    this.waiting.get(id)?.add(sight$.pipe(take(1)).subscribe(() => this.admit(id)));
  }

  close(): void {
    for (const id of this.waiting.keys()) this.cancel(id);
  }

  private expect(id: ParticipantId): void {
    if (this.waiting.has(id)) return;
    this.waiting.set(id, new Subscription(this.clock.schedule(patienceMs, () => this.admit(id))));
  }

  private cancel(id: ParticipantId): void {
    this.waiting.get(id)?.unsubscribe();
    this.waiting.delete(id);
  }

  private admit(id: ParticipantId): void {
    this.cancel(id);
    this.arrived.update((arrived) => new Set([...arrived, id]));
  }
}
