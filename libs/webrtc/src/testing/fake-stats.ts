/** What went over a connection in a call of two, as a browser would tell it. Microphone and camera go both ways. */
export interface Traffic {
  /** Since the connection was made. */
  readonly second: number;
  /** Bits per second of each camera. */
  readonly bitrate: number;
  /** Of the remote voice, since the beginning. */
  readonly packets: number;
  readonly lost: number;
  /** The share of our packets that the other side missed. */
  readonly missed: number;
  /** Seconds there and back. */
  readonly roundTrip: number;
  /** Bits per second that the browser takes the way to carry. */
  readonly available: number;
  readonly limited: 'none' | 'bandwidth' | 'cpu';
  readonly local: RTCIceCandidateType;
  readonly remote: RTCIceCandidateType;
}

const usual: Traffic = {
  second: 0,
  bitrate: 800_000,
  packets: 0,
  lost: 0,
  missed: 0,
  roundTrip: 0.05,
  available: 3_000_000,
  limited: 'none',
  local: 'host',
  remote: 'host',
};

/** A report in the shape of Chromium's (W3C WebRTC Statistics). */
export function reportOf(changes: Partial<Traffic>): RTCStatsReport {
  const traffic = { ...usual, ...changes };
  const timestamp = 1_000_000 + traffic.second * 1_000;
  const entries = [...wayOf(traffic), ...rtpOf(traffic)].map((entry) => ({ timestamp, ...entry }));
  return new Map(entries.map((entry) => [entry.id, entry])) as unknown as RTCStatsReport;
}

function wayOf({ roundTrip, available, local, remote }: Traffic) {
  return [
    { id: 'transport', type: 'transport', selectedCandidatePairId: 'pair' },
    {
      id: 'pair',
      type: 'candidate-pair',
      state: 'succeeded',
      nominated: true,
      currentRoundTripTime: roundTrip,
      availableOutgoingBitrate: available,
      localCandidateId: 'local',
      remoteCandidateId: 'remote',
    },
    { id: 'local', type: 'local-candidate', candidateType: local },
    { id: 'remote', type: 'remote-candidate', candidateType: remote },
  ];
}

function rtpOf({ second, bitrate, packets, lost, missed, limited }: Traffic) {
  const voice = { kind: 'audio', mid: '0', codecId: 'opus' };
  const face = {
    kind: 'video',
    mid: '1',
    codecId: 'vp8',
    frameWidth: 960,
    frameHeight: 540,
    framesPerSecond: 24,
  };
  const [voiceBytes, faceBytes] = [second * 4_000, (second * bitrate) / 8];
  return [
    { id: 'opus', type: 'codec', mimeType: 'audio/opus' },
    { id: 'vp8', type: 'codec', mimeType: 'video/VP8' },
    { id: 'source', type: 'media-source', kind: 'video', height: 540 },
    {
      id: 'in-0',
      type: 'inbound-rtp',
      ...voice,
      bytesReceived: voiceBytes,
      packetsReceived: packets,
      packetsLost: lost,
    },
    {
      id: 'in-1',
      type: 'inbound-rtp',
      ...face,
      bytesReceived: faceBytes,
      packetsReceived: 0,
      packetsLost: 0,
    },
    { id: 'out-0', type: 'outbound-rtp', ...voice, bytesSent: voiceBytes },
    {
      id: 'out-1',
      type: 'outbound-rtp',
      ...face,
      bytesSent: faceBytes,
      mediaSourceId: 'source',
      qualityLimitationReason: limited,
    },
    { id: 'remote-1', type: 'remote-inbound-rtp', kind: 'video', localId: 'out-1', fractionLost: missed },
  ];
}
