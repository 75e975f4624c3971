import { computed, signal } from '@angular/core';
import { type Participant } from '@parlour/contracts';
import { Subject } from 'rxjs';
import { anna } from '../../core/testing/users';
import { participantOf } from '../../ring/testing/ring-world';
import { type CallPlace } from '../call-place';
import { type LiveCall, type PeersById } from '../live-call';

/** A call without an engine: who is in it, and since when, is said by the test. */
export class FakeCalls {
  readonly self = participantOf(anna);
  readonly others = signal<readonly Participant[]>([]);
  readonly connectedAt = signal<number | null>(null);
  readonly current = signal<{ readonly place: CallPlace; readonly callId: string } | null>(null);
  readonly news$ = new Subject<never>();
  left = 0;

  readonly place = computed(() => this.current()?.place ?? null);
  readonly call = computed(() => {
    const now = this.current();
    if (!now) return null;
    const peers = signal<PeersById>(new Map());
    const { self, others, connectedAt } = this;
    return { callId: now.callId, self, others, connectedAt, peers } as unknown as LiveCall;
  });

  readonly leave = async (): Promise<void> => {
    this.left += 1;
    this.current.set(null);
  };
}
