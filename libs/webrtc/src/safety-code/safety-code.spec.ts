import { jest } from '@jest/globals';
import { createHash, pbkdf2Sync } from 'node:crypto';
import { safetyCode } from './safety-code';
import { safetySymbols } from './safety-symbols';

// To work out a code is meant to take its time, and more so beside other tests.
jest.setTimeout(30_000);

const fingerprint = (octet: string): string => Array.from({ length: 32 }, () => octet).join(':');
const ada = fingerprint('A1');
const ben = fingerprint('3C');
const eve = fingerprint('0F');

const names = async (local: string, remote: string): Promise<string[]> =>
  (await safetyCode({ local, remote })).map(({ name }) => name);

describe('the code of a pair', () => {
  it('is the same on both sides', async () => {
    const ours = await names(ada, ben.toLowerCase());
    expect(ours).toHaveLength(4);
    expect(ours).toEqual(await names(ben, ada));
  });

  it('is another one on each side when somebody sits between', async () => {
    expect(await names(ada, eve)).not.toEqual(await names(eve, ben));
  });

  it('is what docs/calls.md says: PBKDF2 over both fingerprints in order, an octet for each symbol', async () => {
    const derived = pbkdf2Sync(`${ben},${ada}`, 'parlour-safety-code-1', 1_000_000, 4, 'sha256');
    expect(await names(ada, ben)).toEqual([...derived].map((octet) => safetySymbols[octet]?.name));
  });
});

describe('the symbols of the codes', () => {
  it('are 256, and none is there twice, neither by sight nor by name', () => {
    expect(new Set(safetySymbols.map(({ emoji }) => emoji)).size).toBe(256);
    expect(new Set(safetySymbols.map(({ name }) => name)).size).toBe(256);
    expect(safetySymbols).toHaveLength(256);
  });

  it('stand in the order in which they always stood: another order would be another code', () => {
    const order = safetySymbols.map(({ name }) => name).join(' ');
    expect(createHash('sha256').update(order).digest('hex')).toBe(
      '7c7c5e34c865ebc7776be24d81f5e2087ddf39273fdbfe057a1fc746545b5f90',
    );
  });
});
