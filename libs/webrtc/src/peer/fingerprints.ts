/** SHA-256 of the certificate of each side as `AB:CD:…`, 32 octets in upper case (RFC 8122 section 5). */
export interface Fingerprints {
  readonly local: string;
  readonly remote: string;
}

/**
 * The one fingerprint that a description names. Null if it names none, another digest, or several that differ: the
 * browser then takes one of them, and nobody can tell here which.
 */
export function fingerprintOf(sdp: string): string | null {
  const lines = sdp.match(/^a=fingerprint:.*$/gm) ?? [];
  const values = new Set(lines.map(sha256Of));
  const [only = null] = values;
  return values.size === 1 ? only : null;
}

function sha256Of(line: string): string | null {
  return (
    /^a=fingerprint:sha-256 ((?:[0-9a-f]{2}:){31}[0-9a-f]{2})\s*$/i.exec(line)?.[1]?.toUpperCase() ?? null
  );
}
