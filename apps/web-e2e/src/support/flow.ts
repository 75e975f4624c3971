import { expect } from '@playwright/test';
import { type Inbound, inboundFrom } from './media';
import type { Person } from './person';

/** Waits until more frames are decoded and sound is heard than when it was asked. */
export async function expectFlow(read: () => Promise<Inbound>, what: string): Promise<void> {
  const first = await read();
  await expect
    .poll(async () => (await read()).framesDecoded, { message: `${what}: frames` })
    .toBeGreaterThan(first.framesDecoded + 5);
  await expect.poll(async () => (await read()).audioEnergy, { message: `${what}: sound` }).toBeGreaterThan(0);
}

export const expectReceives = (to: Person, from: Person): Promise<void> =>
  expectFlow(() => inboundFrom(to.page, from.username), `${to.username} receives ${from.username}`);

export async function expectFlowBetween(one: Person, two: Person): Promise<void> {
  await expectReceives(one, two);
  await expectReceives(two, one);
}
