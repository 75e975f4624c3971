import { type Signal, computed, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { type Participant } from '@parlour/contracts';
import { type PeerState, type RemotePeer } from '@parlour/webrtc';
import { UserNames } from '../../core/users/user-names';
import { peerSignal } from './peer-signal';

const unknown: PeerState = { kind: 'connecting', problem: null };

const words: Readonly<Record<PeerState['kind'], string | null>> = {
  connecting: 'call.condition.connecting',
  interrupted: 'stage.reconnecting',
  unreachable: 'stage.unreachable',
  connected: null,
  closed: null,
};

/** How it stands with another participant, in words; null when all is well. In an injection context. */
export function peerCondition(
  participant: Signal<Participant>,
  peer: Signal<RemotePeer | undefined>,
): Signal<string | null> {
  const transloco = inject(TranslocoService);
  const names = inject(UserNames);
  const state = peerSignal<PeerState>(peer, ({ state$ }) => state$, unknown);
  return computed(() => {
    transloco.activeLang();
    const key = words[state().kind];
    return key && transloco.translate<string>(key, { name: names.of(participant().user) });
  });
}
