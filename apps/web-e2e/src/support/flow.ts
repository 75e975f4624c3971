import { expect } from '@playwright/test';
import type { Inbound } from './media';

/** Waits until more frames are decoded and sound is heard than when it was asked. */
export async function expectFlow(read: () => Promise<Inbound>, what: string): Promise<void> {
  const first = await read();
  await expect
    .poll(async () => (await read()).framesDecoded, { message: `${what}: frames` })
    .toBeGreaterThan(first.framesDecoded + 5);
  await expect.poll(async () => (await read()).audioEnergy, { message: `${what}: sound` }).toBeGreaterThan(0);
}
