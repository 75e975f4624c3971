import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/** One to listen at, and the rest to relay from. */
export const portsOfOne = 100;

const firstPort = 22_000;
const lastPort = 32_700; // below those that Linux gives out by itself, which begin at 32768

/** The first of `portsOfOne` ports that nobody else of us uses: suites and browsers start theirs at one time. */
export async function freePort(address: string): Promise<number> {
  const blocks = Math.floor((lastPort - firstPort) / portsOfOne);
  const start = Math.floor(Math.random() * blocks);
  for (let i = 0; i < blocks; i++) {
    const port = firstPort + ((start + i) % blocks) * portsOfOne;
    if (await isFree(address, port)) return port;
  }
  throw new Error(`No free port between ${firstPort} and ${lastPort}`);
}

/** For TCP and for UDP, since it listens at both. */
const isFree = async (address: string, port: number): Promise<boolean> =>
  (await isFreeForTcp(address, port)) && (await isFreeForUdp(address, port));

const isFreeForTcp = (host: string, port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });

const isFreeForUdp = (address: string, port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    socket.once('error', () => resolve(false));
    socket.bind({ address, port, exclusive: true }, () => socket.close(() => resolve(true)));
  });
