/** LiveKit's ladder (client-sdk-js, DefaultReconnectPolicy): the first try at once, then ever more patient. */
const waitsMs = [0, 300, 1_200, 2_700, 4_800, 7_000];
const jitterFromTry = 2;
const maxJitterMs = 1_000;

/** How long to wait before try number `tries` (from 0), so that a thousand tabs do not come back in one instant. */
export function reconnectWaitMs(tries: number, random: () => number = Math.random): number {
  const wait = waitsMs[Math.min(tries, waitsMs.length - 1)] ?? 0;
  return wait + (tries >= jitterFromTry ? random() * maxJitterMs : 0);
}

const hangsAfterMs = 4_000;
const slowAfterMs = 10_000;
const hastyTries = 3;

/**
 * How long try number `tries` (from 0) may take. What began while the network changed hangs until it is given up, so at first
 * that is soon; who has a slow network gets in later.
 */
export function handshakeMaxMs(tries: number): number {
  return tries < hastyTries ? hangsAfterMs : slowAfterMs;
}
