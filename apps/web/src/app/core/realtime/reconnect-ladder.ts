/** LiveKit's ladder (client-sdk-js, DefaultReconnectPolicy): the first try at once, then ever more patient. */
const waitsMs = [0, 300, 1_200, 2_700, 4_800, 7_000];
const jitterFromTry = 2;
const maxJitterMs = 1_000;

/** How long to wait before try number `tries` (from 0), so that a thousand tabs do not come back in one instant. */
export function reconnectWaitMs(tries: number, random: () => number = Math.random): number {
  const wait = waitsMs[Math.min(tries, waitsMs.length - 1)] ?? 0;
  return wait + (tries >= jitterFromTry ? random() * maxJitterMs : 0);
}
