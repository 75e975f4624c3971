import { computed, signal } from '@angular/core';
import { type Participant, type PeerView } from '@parlour/contracts';
import { type PeerQuality } from '@parlour/webrtc';
import { Subject } from 'rxjs';
import { anna } from '../../core/testing/users';
import { participantOf } from '../../ring/testing/ring-world';
import { type CallPlace } from '../call-place';
import { type CallPhase } from '../call-store';
import { handsInOrder } from '../hands';
import { type CallReaction, type LiveCall, type PeersById } from '../live-call';

/** A call without an engine: who is in it, and since when, is said by the test. */
export class FakeCalls {
  readonly self = participantOf(anna);
  readonly others = signal<readonly Participant[]>([]);
  readonly connectedAt = signal<number | null>(null);
  readonly current = signal<{ readonly place: CallPlace; readonly callId: string } | null>(null);
  readonly speaking = signal<ReadonlySet<string>>(new Set());
  readonly loudest = signal<string | null>(null);
  readonly quality = signal<ReadonlyMap<string, PeerQuality>>(new Map());
  readonly reactions$ = new Subject<CallReaction>();
  readonly news$ = new Subject<never>();
  /** What was said by the bar and the tiles: for the test to look at. */
  readonly said: string[] = [];
  readonly isHandRaised = signal(false);
  left = 0;

  readonly place = computed(() => this.current()?.place ?? null);
  readonly call = computed(() => {
    const now = this.current();
    if (!now) return null;
    const peers = signal<PeersById>(new Map());
    const { self, others, connectedAt, speaking, loudest, quality, reactions$ } = this;
    const hands = computed(() => handsInOrder([self, ...others()]));
    return {
      ...{ callId: now.callId, self, others, onStage: others, connectedAt, peers },
      resume: { callId: now.callId, participantId: self.id, token: 'token' },
      ...{ speaking, loudest, quality, reactions$, hands },
      setView: (id: string, view: PeerView) => this.said.push(`view of ${id}: ${JSON.stringify(view)}`),
      isHandRaised: this.isHandRaised(),
      setHand: (raised: boolean) => {
        this.isHandRaised.set(raised);
        this.said.push(raised ? 'hand up' : 'hand down');
      },
      react: (emoji: string) => this.said.push(emoji),
    } as unknown as LiveCall;
  });

  readonly phase = computed<CallPhase>(() => {
    const [place, call] = [this.place(), this.call()];
    return place && call ? { kind: 'in-call', place, call } : { kind: 'lobby', ended: null };
  });

  readonly leave = async (): Promise<void> => {
    this.left += 1;
    this.current.set(null);
  };
}
