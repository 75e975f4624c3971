import { type MediaKind } from '../ports';

export interface FakeSection {
  readonly mid: string;
  readonly kind: MediaKind;
  readonly direction: RTCRtpTransceiverDirection;
}

/** What matters of a session description. */
export interface FakeDescription {
  readonly type: 'offer' | 'answer';
  readonly session: number;
  readonly version: number;
  readonly ufrag: string;
  /** The version of the offer that an answer answers, as `session/version`. */
  readonly answers: string | null;
  readonly sections: readonly FakeSection[];
  /** Whether there is a section for data channels. */
  readonly data: boolean;
}

const origin = (session: number, version: number): string => `o=- ${session} ${version} IN IP4 0.0.0.0`;
/** Each connection has a certificate of its own. */
function fingerprint(session: number): string {
  const octet = (session % 256).toString(16).padStart(2, '0').toUpperCase();
  return `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => octet).join(':')}`;
}

const marker = 'a=fake:';

/** `heard` candidates travel within, as they do once they are gathered. */
export function writeSdp(description: FakeDescription, candidates: readonly string[]): string {
  const content = JSON.stringify({ description, candidates });
  const { session, version } = description;
  return ['v=0', origin(session, version), 's=-', fingerprint(session), marker + content, ''].join('\r\n');
}

export function readSdp(sdp: string): { description: FakeDescription; candidates: string[] } {
  const line = sdp.split('\r\n').find((each) => each.startsWith(marker));
  if (!line) throw new DOMException('Failed to parse SessionDescription', 'OperationError');
  return JSON.parse(line.slice(marker.length)) as { description: FakeDescription; candidates: string[] };
}

export function nameOf({ session, version }: FakeDescription): string {
  return `${session}/${version}`;
}

export function sends(direction: RTCRtpTransceiverDirection | null): boolean {
  return direction === 'sendrecv' || direction === 'sendonly';
}

export function receives(direction: RTCRtpTransceiverDirection | null): boolean {
  return direction === 'sendrecv' || direction === 'recvonly';
}

/** What remains of our direction when the other side has offered or answered theirs. */
export function agreedDirection(
  ours: RTCRtpTransceiverDirection,
  theirs: RTCRtpTransceiverDirection,
): RTCRtpTransceiverDirection {
  const sending = sends(ours) && receives(theirs);
  const receiving = receives(ours) && sends(theirs);
  if (sending) return receiving ? 'sendrecv' : 'sendonly';
  return receiving ? 'recvonly' : 'inactive';
}
