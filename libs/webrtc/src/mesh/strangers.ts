import { type Signal } from '@parlour/contracts';
import { type Cancel, type Clock, type ParticipantId } from '../ports';

/** Far longer than the roster can lag behind a signal; an offer as old as this is tried again by its sender. */
const keptForMs = 5_000;
/** An offer and its candidates; and as many people as a call holds. */
const signalsMax = 64;
const strangersMax = 8;

interface Stranger {
  readonly signals: Signal[];
  readonly cancel: Cancel;
}

/**
 * Signals of those who are not in the roster. A signal may overtake the roster, so they are kept for a moment, within
 * limits, for the case that their sender appears there; and then they are forgotten.
 */
export class Strangers {
  private readonly kept = new Map<ParticipantId, Stranger>();

  constructor(private readonly clock: Clock) {}

  keep(from: ParticipantId, signal: Signal): void {
    const stranger = this.kept.get(from) ?? this.meet(from);
    if (stranger && stranger.signals.length < signalsMax) stranger.signals.push(signal);
  }

  /** What they said so far; they are strangers no more. */
  take(from: ParticipantId): readonly Signal[] {
    const stranger = this.kept.get(from);
    stranger?.cancel();
    this.kept.delete(from);
    return stranger?.signals ?? [];
  }

  forgetAll(): void {
    for (const id of [...this.kept.keys()]) this.take(id);
  }

  private meet(from: ParticipantId): Stranger | null {
    if (this.kept.size >= strangersMax) return null;
    const cancel = this.clock.schedule(keptForMs, () => this.kept.delete(from));
    const stranger = { signals: [], cancel };
    this.kept.set(from, stranger);
    return stranger;
  }
}
