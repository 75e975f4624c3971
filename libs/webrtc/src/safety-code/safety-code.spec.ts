import { createHash } from 'node:crypto';
import { safetyCodeOf } from './safety-code';
import { type Nonces } from './safety-exchange';
import { safetySymbols } from './safety-symbols';

const fingerprint = (octet: string): string => Array.from({ length: 32 }, () => octet).join(':');
const ann = fingerprint('A1');
const ben = fingerprint('3C');
const eve = fingerprint('0F');
const nonces: Nonces = { local: '11'.repeat(32), remote: '22'.repeat(32) };
const fromTheOtherSide: Nonces = { local: nonces.remote, remote: nonces.local };

function names(local: string, remote: string, told: Nonces): string[] {
  const code = safetyCodeOf({ local, remote }, told);
  return code.kind === 'agreed' ? code.symbols.map(({ name }) => name) : [];
}

describe('the code of a pair', () => {
  it('is the same on both sides', () => {
    const ours = names(ann, ben.toLowerCase(), nonces);
    expect(ours).toHaveLength(4);
    expect(ours).toEqual(names(ben, ann, fromTheOtherSide));
  });

  it('is another one on each side when somebody sits between, also who passes the numbers on', () => {
    expect(names(ann, eve, nonces)).not.toEqual(names(ben, eve, fromTheOtherSide));
  });

  it('is another one with other numbers', () => {
    expect(names(ann, ben, nonces)).not.toEqual(names(ann, ben, { ...nonces, remote: '33'.repeat(32) }));
  });

  it('is what docs/calls.md says: SHA-256 over the certificate and the number of each, an octet for each symbol', () => {
    const text = `parlour-safety-code-2,${ben},${nonces.remote},${ann},${nonces.local}`;
    const octets = createHash('sha256').update(text).digest().subarray(0, 4);
    expect(names(ann, ben, nonces)).toEqual([...octets].map((octet) => safetySymbols[octet]?.name));
  });

  it('waits for the certificates and for the numbers', () => {
    expect(safetyCodeOf(null, nonces)).toEqual({ kind: 'pending' });
    expect(safetyCodeOf({ local: ann, remote: ben }, 'pending')).toEqual({ kind: 'pending' });
  });

  it('is none where the numbers did not fit', () => {
    expect(safetyCodeOf({ local: ann, remote: ben }, 'broken')).toEqual({ kind: 'broken' });
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
