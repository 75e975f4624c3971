/** Ours has five. Each costs the browser a transceiver that never goes away again, so that a thousand are an attack. */
const mediaSectionsMax = 16;

/**
 * The id that names one RTCPeerConnection in every description it makes: `o=<username> <sess-id> …`
 * (RFC 8866 section 5.2, RFC 8829 section 5.2.1). Empty if there is none, or far too much
 * besides: it is no description of a call then.
 */
export function sessionOf(sdp: string): string {
  if ((sdp.match(/^m=/gm)?.length ?? 0) > mediaSectionsMax) return '';
  return /^o=\S+ (\d+) /m.exec(sdp)?.[1] ?? '';
}
