import { type Clock } from '@parlour/webrtc';
import { type CheckedConnection } from '../check-browser';
import { waitFor } from './patience';

export interface Gathered {
  /** The first candidate of the wanted type; null where none came. */
  readonly found: { readonly afterMs: number; readonly relayProtocol: string | null } | null;
  /** What servers answered instead (RFC 8489 section 14.8); 701: no answer at all (W3C WebRTC section 4.8.2). */
  readonly errorCodes: readonly number[];
  /** Whether the browser has asked everywhere and heard all that there was to hear. */
  readonly complete: boolean;
}

/** A browser asks a STUN server for 9.5 s before it gives up (RFC 8489 section 6.2.1). */
const patienceMs = 12_000;

/** Gathers candidates until the first of the wanted type. The connection is closed at the end. */
export async function gather(
  connection: CheckedConnection,
  wanted: RTCIceCandidateType,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<Gathered> {
  const began = clock.now();
  const errorCodes: number[] = [];
  try {
    const gathered = waitFor<Gathered>(
      { clock, signal, patienceMs },
      (found) => {
        connection.addEventListener('icecandidateerror', ({ errorCode }) => errorCodes.push(errorCode));
        connection.addEventListener('icecandidate', ({ candidate }) => {
          if (!candidate?.candidate) return;
          const { type, relayProtocol = null } = candidate as RTCIceCandidate & {
            relayProtocol?: string | null;
          };
          if (type !== wanted) return;
          found({
            found: { afterMs: Math.round(clock.now() - began), relayProtocol },
            errorCodes,
            complete: false,
          });
        });
        connection.addEventListener('icegatheringstatechange', () => {
          if (connection.iceGatheringState === 'complete') found({ found: null, errorCodes, complete: true });
        });
        return () => undefined;
      },
      () => ({ found: null, errorCodes, complete: false }),
    );
    connection.createDataChannel('check');
    await connection.setLocalDescription();
    return await gathered;
  } finally {
    connection.close();
  }
}
