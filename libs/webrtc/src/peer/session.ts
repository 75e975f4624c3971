/**
 * The id that names one RTCPeerConnection in every description it makes: `o=<username> <sess-id> …`
 * (RFC 8866 section 5.2, RFC 8829 section 5.2.1). Empty if there is none: it is no session description then.
 */
export function sessionOf(sdp: string): string {
  return /^o=\S+ (\d+) /m.exec(sdp)?.[1] ?? '';
}
