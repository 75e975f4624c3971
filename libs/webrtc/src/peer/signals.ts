import { type Signal } from '@parlour/contracts';
import { type PeerEvent } from './peer-events';
import { sessionOf } from './session';

/** What the remote side says, as an event; null if it says nothing. */
export function eventOf(signal: Signal): PeerEvent | null {
  switch (signal.type) {
    case 'offer':
      return { kind: 'offer-received', ...described(signal) };
    case 'answer':
      return { kind: 'answer-received', ...described(signal) };
    case 'candidate':
      return signal.candidate && { kind: 'candidate-received', candidate: signal.candidate };
  }
}

function described({ sdp, revision }: { sdp: string; revision: number }): {
  sdp: string;
  revision: number;
  session: string;
} {
  return { sdp, revision, session: sessionOf(sdp) };
}
