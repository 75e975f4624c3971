import { type Fingerprints } from '../peer/fingerprints';
import { safetySymbols, type SafetySymbol } from './safety-symbols';

/** Four of the list of 256: 32 bits. */
const symbolCount = 4;

/**
 * Each try of somebody who looks for certificates that give the code of others costs as much as this; for us it is half a second
 * or so, off the main thread, and only when somebody looks at the code.
 */
const iterations = 1_000_000;
const salt = new TextEncoder().encode('parlour-safety-code-1');

/**
 * What two people compare to know that nothing sits between them: four emoji made of the certificates of both, the same on both
 * sides. PBKDF2 with SHA-256 (RFC 8018 section 5.2) over both fingerprints in the order of their octets, joined by a comma; each
 * octet of the result names one symbol. Rejects where there is no WebCrypto: on an origin that is not secure.
 */
export async function safetyCode({ local, remote }: Fingerprints): Promise<readonly SafetySymbol[]> {
  const secret = new TextEncoder().encode([local, remote].map(canonical).toSorted().join(','));
  const key = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits']);
  const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  const bits = await crypto.subtle.deriveBits(algorithm, key, symbolCount * 8);
  return [...new Uint8Array(bits)].flatMap((octet) => safetySymbols[octet] ?? []);
}

/** However a browser writes it (RFC 8122 section 5 asks for capitals). */
const canonical = (fingerprint: string): string => fingerprint.toUpperCase();
