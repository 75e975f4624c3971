import { type Clock } from '@parlour/webrtc';
import { type Finding } from '../findings';

/** Beyond this, one notices that signs of others come late. */
const slowFromMs = 800;
const asks = 3;

/** How long the server takes to answer on the connection by which calls are arranged: the best of three. */
export async function probeSocket(ask: () => Promise<unknown>, clock: Clock): Promise<Finding<'socket'>> {
  let ms = Infinity;
  try {
    for (let asked = 0; asked < asks; asked += 1) {
      const began = clock.now();
      await ask();
      ms = Math.min(ms, Math.round(clock.now() - began));
    }
  } catch {
    return { code: 'offline' };
  }
  return { code: ms >= slowFromMs ? 'slow' : 'quick', facts: { ms } };
}
