/** What one end of a call has received so far. */
export interface Arrived {
  readonly frames: number;
  readonly soundPackets: number;
}

/**
 * Decoded pictures, and packets of sound: without somebody who listens, browsers decode no sound. What could not be decrypted
 * counts as neither (W3C WebRTC Statistics, inbound-rtp).
 */
export function arrivedIn(report: RTCStatsReport): Arrived {
  const inbound = ([...report.values()] as Readonly<Record<string, unknown>>[]).filter(
    ({ type }) => type === 'inbound-rtp',
  );
  const sumOf = (kind: string, name: string): number =>
    inbound
      .filter((entry) => entry['kind'] === kind)
      .map((entry) => entry[name])
      .reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : 0), 0);
  return { frames: sumOf('video', 'framesDecoded'), soundPackets: sumOf('audio', 'packetsReceived') };
}
