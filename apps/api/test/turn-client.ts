import { type Coturn } from '@parlour/coturn';
import { isIPv4 } from 'node:net';
import { connectStun } from '../src/turn/stun-connection.js';
import { stunAttribute, type StunAttribute, stunMethod } from '../src/turn/stun-message.js';
import type { TurnCredentials } from '../src/turn/turn-credentials.js';
import { TurnRefusal, TurnSession } from '../src/turn/turn-session.js';

const patienceMs = 10_000;
const family = { ipv4: 1, ipv6: 2 } as const; // RFC 8489 section 14.1

/** A client of a real coturn, on an address of its own. */
export interface TurnClient {
  /** @returns `ok`, or the code of the refusal. */
  allocate(kind?: keyof typeof family): Promise<number | 'ok'>;
  /** Asks to be relayed to a peer. @returns `ok`, or the code of the refusal. */
  permit(address: string): Promise<number | 'ok'>;
  close(): void;
}

export async function turnClient(coturn: Coturn, credentials: TurnCredentials | null): Promise<TurnClient> {
  const address = { host: '127.0.0.1', port: coturn.port, transport: 'udp' } as const;
  const connection = await connectStun(address, AbortSignal.timeout(patienceMs));
  const session = new TurnSession(connection, credentials);
  return {
    allocate: (kind = 'ipv4') =>
      outcomeOf(
        session.allocate([[stunAttribute.requestedAddressFamily, Buffer.from([family[kind], 0, 0, 0])]]),
      ),
    permit: (address) =>
      outcomeOf(
        session.ask(stunMethod.createPermission, (transactionId) => [peerAddress(address, transactionId)]),
      ),
    close: () => connection.close(),
  };
}

const outcomeOf = (asking: Promise<unknown>): Promise<number | 'ok'> =>
  asking.then(
    () => 'ok' as const,
    (error: unknown) => {
      if (error instanceof TurnRefusal && error.code !== null) return error.code;
      throw error;
    },
  );

/** XOR-PEER-ADDRESS (RFC 8656 section 18.3) with a port, which permissions do not look at. */
function peerAddress(address: string, transactionId: Buffer): StunAttribute {
  const mask = Buffer.concat([Buffer.from('2112a442', 'hex'), transactionId]);
  const bytes = bytesOf(address).map((byte, index) => byte ^ (mask[index] ?? 0));
  const port = [0x21 ^ 0x30, 0x12 ^ 0x39];
  return [
    stunAttribute.xorPeerAddress,
    Buffer.from([0, bytes.length === 4 ? family.ipv4 : family.ipv6, ...port, ...bytes]),
  ];
}

function bytesOf(address: string): number[] {
  if (isIPv4(address)) return address.split('.').map(Number);
  const [head = [], tail = []] = new URL(`http://[${address}]`).hostname // in hexadecimal throughout
    .slice(1, -1)
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  const groups = [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
  return groups.flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 0xff]);
}
