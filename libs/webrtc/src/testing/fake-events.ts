import { type LocalCandidate } from '../ports';

type CandidateListener = (event: { readonly candidate: LocalCandidate | null }) => void;
export type FakeListener = (() => void) | CandidateListener;

/** Who listens to a fake peer connection. */
export class FakeEvents {
  private readonly listeners: { readonly type: string; readonly listener: FakeListener }[] = [];

  add(type: string, listener: FakeListener): void {
    this.listeners.push({ type, listener });
  }

  fire(type: 'negotiationneeded' | 'connectionstatechange'): void {
    for (const each of [...this.listeners]) if (each.type === type) (each.listener as () => void)();
  }

  fireCandidate(candidate: LocalCandidate | null): void {
    for (const each of [...this.listeners]) {
      if (each.type === 'icecandidate') (each.listener as CandidateListener)({ candidate });
    }
  }

  /** Nobody hears anything any more. */
  end(): void {
    this.listeners.length = 0;
  }
}
