import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { type Fingerprints } from '../peer/fingerprints';
import { type ExchangeOutcome, type Nonces } from './safety-exchange';
import { safetySymbols, type SafetySymbol } from './safety-symbols';

/** What two people compare to know that nothing sits between them. */
export type SafetyCode =
  /** There are no certificates that both agreed on, or the numbers are still on their way. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'agreed'; readonly symbols: readonly SafetySymbol[] }
  /** What the other side sent does not fit what it had committed to. */
  | { readonly kind: 'broken' };

/** Four of the list of 256: 32 bits. */
const symbolCount = 4;
const version = 'parlour-safety-code-2';

/** The code of a connection, as far as it has come. */
export function safetyCodeOf(fingerprints: Fingerprints | null, outcome: ExchangeOutcome): SafetyCode {
  if (outcome === 'broken') return { kind: 'broken' };
  if (!fingerprints || outcome === 'pending') return { kind: 'pending' };
  return { kind: 'agreed', symbols: symbolsOf(fingerprints, outcome) };
}

/**
 * The same on both sides: the first octets of SHA-256 over what each side has brought, its certificate and its number, in the
 * order of the fingerprints; each octet names one symbol.
 */
function symbolsOf(fingerprints: Fingerprints, nonces: Nonces): readonly SafetySymbol[] {
  const sides = (['local', 'remote'] as const).map(
    (side) => `${fingerprints[side].toUpperCase()},${nonces[side]}`,
  );
  const octets = sha256(utf8ToBytes([version, ...sides.toSorted()].join(',')));
  return [...octets.subarray(0, symbolCount)].flatMap((octet) => safetySymbols[octet] ?? []);
}
