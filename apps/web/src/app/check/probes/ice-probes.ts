import { type IceServer } from '@parlour/contracts';
import { type Clock, relaysOf, rtcIceServer } from '@parlour/webrtc';
import { type CheckBrowser } from '../check-browser';
import { type Finding } from '../findings';
import { gather, type Gathered } from './gather';

/** What the server has for those who want to get through; `unavailable`: it did not say. */
export type KnownServers = readonly IceServer[] | 'unavailable';

export interface IceWorld {
  readonly browser: CheckBrowser;
  readonly clock: Clock;
  readonly servers: KnownServers;
  readonly signal: AbortSignal;
}

type Hindrance = 'unsupported' | 'unavailable' | 'refused';

/** Codes of STUN errors (RFC 8489 section 14.8, RFC 8656 section 18.3). */
const unauthorizedCodes = [401, 403, 438, 441];
const fullCodes = [486, 508];

/** Whether the outside says by which address we are seen there, so that others can find a way to us. */
export async function probeStun(world: IceWorld): Promise<Finding<'stun'>> {
  if (world.servers !== 'unavailable' && world.servers.length === 0) return { code: 'not-configured' };
  // A relay tells it as well (RFC 8656 section 7.2).
  const gathered = await gatherFrom(world, 'srflx', (servers) => ({
    iceServers: servers.map(rtcIceServer),
  }));
  if (typeof gathered === 'string') return { code: gathered };
  const { found, errorCodes, complete } = gathered;
  if (found) return { code: 'found', facts: { ms: found.afterMs } };
  // Answered, and nothing to add: the address outside is the one that this machine has (RFC 8445 section 5.1.3).
  return { code: complete && errorCodes.length === 0 ? 'no-nat' : 'no-answer' };
}

/** Whether a relay lets us in, for when there is no direct way. */
export async function probeRelay(world: IceWorld): Promise<Finding<'relay'>> {
  if (world.servers !== 'unavailable' && relaysOf(world.servers).length === 0)
    return { code: 'not-configured' };
  const gathered = await gatherFrom(world, 'relay', relayOnly);
  if (typeof gathered === 'string') return { code: gathered };
  const { found, errorCodes } = gathered;
  if (found) {
    const protocol = found.relayProtocol === null ? {} : { protocol: found.relayProtocol };
    return { code: 'found', facts: { ms: found.afterMs, ...protocol } };
  }
  if (errorCodes.some((code) => unauthorizedCodes.includes(code))) return { code: 'unauthorized' };
  return { code: errorCodes.some((code) => fullCodes.includes(code)) ? 'full' : 'no-answer' };
}

export const relayOnly = (servers: readonly IceServer[]): RTCConfiguration => ({
  iceServers: relaysOf(servers).map(rtcIceServer),
  iceTransportPolicy: 'relay',
});

async function gatherFrom(
  { browser, clock, servers, signal }: IceWorld,
  wanted: RTCIceCandidateType,
  configure: (servers: readonly IceServer[]) => RTCConfiguration,
): Promise<Gathered | Hindrance> {
  if (!browser.connect) return 'unsupported';
  if (servers === 'unavailable') return 'unavailable';
  try {
    return await gather(browser.connect(configure(servers)), wanted, { clock, signal });
  } catch {
    return 'refused'; // an address that is none, say
  }
}
