import { type FakeEvents } from './fake-events';

interface Rules {
  readonly later: (task: () => void) => void;
  readonly isClosed: () => boolean;
}

/** One candidate per generation, found a moment after it was asked for. */
export class FakeGathering {
  /** With what each generation was gathered, in order. */
  readonly configurations: RTCConfiguration[] = [];
  private readonly found = new Map<string, string[]>();

  constructor(
    private readonly events: FakeEvents,
    private readonly rules: Rules,
  ) {}

  of(ufrag: string): readonly string[] {
    return this.found.get(ufrag) ?? [];
  }

  /** A generation that is known is gathered already. */
  gather(ufrag: string, configuration: RTCConfiguration): void {
    if (this.found.has(ufrag)) return;
    const candidates: string[] = [];
    this.found.set(ufrag, candidates);
    this.configurations.push(configuration);
    this.rules.later(() => {
      if (this.rules.isClosed()) return;
      const candidate = `candidate:1 1 udp 1 192.0.2.1 9 typ host ufrag ${ufrag}`;
      candidates.push(candidate);
      this.events.fireCandidate({ candidate, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: ufrag });
      this.events.fireCandidate(null);
    });
  }
}
