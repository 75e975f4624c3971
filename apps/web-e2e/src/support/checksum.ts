const ethernetHeaderBytes = 14;
const typeIpv4 = 0x0800;
/** Where the checksum stands in the header of the transport, by its protocol number. */
const checksumAt: Readonly<Record<number, number>> = { 6: 16, 17: 6 };

/**
 * Writes the checksum of TCP or UDP (RFC 9293 section 3.1, RFC 768) into an Ethernet frame. Between its own devices
 * Linux leaves it to hardware, which a frame that goes by way of a program never meets.
 */
export function completeChecksum(frame: Buffer): void {
  if (frame.length < ethernetHeaderBytes + 20 || frame.readUInt16BE(12) !== typeIpv4) return;
  const packet = frame.subarray(ethernetHeaderBytes);
  const headerBytes = (packet.readUInt8(0) & 0x0f) * 4;
  const segment = packet.subarray(headerBytes, packet.readUInt16BE(2));
  const protocol = packet.readUInt8(9);
  const place = checksumAt[protocol];
  if (place === undefined || segment.length < place + 2) return;
  segment.writeUInt16BE(0, place);
  const addresses = packet.subarray(12, 20);
  const sum = folded(protocol + segment.length + sumOf(addresses) + sumOf(segment));
  segment.writeUInt16BE(~sum & 0xffff || 0xffff, place);
}

/** Of 16-bit words, the last one filled up with zeros. */
function sumOf(bytes: Buffer): number {
  let sum = 0;
  for (let place = 0; place + 1 < bytes.length; place += 2) sum += bytes.readUInt16BE(place);
  return bytes.length % 2 === 1 ? sum + (bytes.at(-1) ?? 0) * 256 : sum;
}

function folded(sum: number): number {
  let rest = sum;
  while (rest > 0xffff) rest = (rest & 0xffff) + (rest >>> 16);
  return rest;
}
