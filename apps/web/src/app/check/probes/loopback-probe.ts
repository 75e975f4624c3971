import { relaysOf } from '@parlour/webrtc';
import { type CheckedConnection } from '../check-browser';
import { type Finding } from '../findings';
import { type IceWorld, relayOnly } from './ice-probes';
import { waitFor } from './patience';

const patienceMs = 15_000;
const pings = 10;

/**
 * A call with oneself, with all of one: ICE, DTLS, and data there and back, through the relay where there is one. What gets
 * through here gets through for others as well.
 */
export async function probeLoopback(world: IceWorld, relayFound: boolean): Promise<Finding<'loopback'>> {
  const { browser, servers } = world;
  const { connect } = browser;
  if (!connect) return { code: 'unsupported' };
  if (servers === 'unavailable') return { code: 'unavailable' };
  const relayed = relaysOf(servers).length > 0;
  if (relayed && !relayFound) return { code: 'no-relay' };
  const ends: CheckedConnection[] = [];
  try {
    const configuration = relayed ? relayOnly(servers) : {};
    while (ends.length < 2) ends.push(connect(configuration));
    const facts = await callBetween(ends, world);
    if (!facts) return { code: 'no-way' };
    return { code: relayed ? 'relayed' : 'direct', facts };
  } catch {
    return { code: 'refused' };
  } finally {
    for (const end of ends) end.close();
  }
}

interface LoopbackFacts extends Record<string, number> {
  /** From the beginning to the first answer. */
  readonly ms: number;
  /** There and back, once. */
  readonly roundTripMs: number;
}

async function callBetween(
  [one, other]: readonly CheckedConnection[],
  { clock, signal }: IceWorld,
): Promise<LoopbackFacts | null> {
  if (!one || !other) return null;
  const began = clock.now();
  const answered = waitFor<LoopbackFacts | null>(
    { clock, signal, patienceMs },
    (found) => {
      const channel = one.createDataChannel('check', { negotiated: true, id: 0 });
      const echo = other.createDataChannel('check', { negotiated: true, id: 0 });
      echo.addEventListener('message', ({ data }: MessageEvent<string>) => echo.send(data));
      channel.addEventListener('open', () => channel.send('ping'));
      const at: number[] = [];
      channel.addEventListener('message', () => {
        at.push(clock.now());
        if (at.length <= pings) return channel.send('ping');
        const [first = 0] = at;
        found({ ms: Math.round(first - began), roundTripMs: Math.round((clock.now() - first) / pings) });
      });
      for (const end of [one, other]) {
        end.addEventListener('connectionstatechange', () => end.connectionState === 'failed' && found(null));
      }
      return () => undefined;
    },
    () => null,
  );
  await connectEnds(one, other);
  return answered;
}

async function connectEnds(one: CheckedConnection, other: CheckedConnection): Promise<void> {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    // None overtakes its description: what is asked of a connection is done in order (W3C WebRTC section 4.4.1.2).
    from.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate) void to.addIceCandidate(candidate).catch(() => undefined);
    });
  }
  await one.setLocalDescription();
  await other.setRemoteDescription(described(one));
  await other.setLocalDescription();
  await one.setRemoteDescription(described(other));
}

function described({ localDescription }: CheckedConnection): RTCSessionDescription {
  if (!localDescription) throw new Error('The browser has described nothing');
  return localDescription;
}
