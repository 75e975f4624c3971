import { createHash, createHmac, randomBytes } from 'node:crypto';

/** RFC 8489 section 18.2 and RFC 8656 section 17. */
export const stunMethod = {
  binding: 0x001,
  allocate: 0x003,
  refresh: 0x004,
  createPermission: 0x008,
} as const;
export type StunMethod = (typeof stunMethod)[keyof typeof stunMethod];

/** RFC 8489 section 18.3 and RFC 8656 section 18: those that we send or read. */
export const stunAttribute = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  lifetime: 0x000d,
  xorPeerAddress: 0x0012,
  realm: 0x0014,
  nonce: 0x0015,
  xorRelayedAddress: 0x0016,
  requestedAddressFamily: 0x0017,
  requestedTransport: 0x0019,
} as const;

export type StunAttributes = ReadonlyMap<number, Buffer>;
export type StunAttribute = readonly [type: number, value: Buffer];
/** Addresses are written by means of the transaction that they stand in (RFC 8489 section 14.2). */
export type StunAttributesOf = (transactionId: Buffer) => Iterable<StunAttribute>;

export interface StunResponse {
  readonly isSuccess: boolean;
  readonly transactionId: Buffer;
  readonly attributes: StunAttributes;
  /** Null unless it is an error response; RFC 8489 section 14.8. */
  readonly errorCode: number | null;
}

/** The long-term credentials of one realm (RFC 8489 section 9.2). */
export interface StunAuthority {
  readonly username: string;
  readonly credential: string;
  readonly realm: Buffer;
  readonly nonce: Buffer;
}

const headerBytes = 20;
const magicCookie = 0x2112a442;
const successClass = 0x0100;
const errorClass = 0x0110;

/** The type, the length behind the header, and the transaction. */
const header = (type: number, length: number, transactionId: Buffer): Buffer => {
  const start = Buffer.alloc(8);
  start.writeUInt16BE(type, 0);
  start.writeUInt16BE(length, 2);
  start.writeUInt32BE(magicCookie, 4);
  return Buffer.concat([start, transactionId]);
};

/** Filled up to a multiple of 4 bytes (RFC 8489 section 14). */
function attribute(type: number, value: Buffer): Buffer {
  const start = Buffer.alloc(4);
  start.writeUInt16BE(type, 0);
  start.writeUInt16BE(value.length, 2);
  return Buffer.concat([start, value, Buffer.alloc(-value.length & 3)]);
}

/** Signed where there is an authority to sign for. */
export function stunRequest(
  method: StunMethod,
  attributesOf: StunAttributesOf,
  authority: StunAuthority | null = null,
): { readonly bytes: Buffer; readonly transactionId: Buffer } {
  const transactionId = randomBytes(12);
  const all = [...attributesOf(transactionId), ...(authority ? identityOf(authority) : [])];
  const body = Buffer.concat(all.map(([type, value]) => attribute(type, value)));
  if (!authority)
    return { bytes: Buffer.concat([header(method, body.length, transactionId), body]), transactionId };
  // The length that is signed includes the signature: RFC 8489 section 14.5.
  const signed = Buffer.concat([header(method, body.length + 24, transactionId), body]);
  const signature = createHmac('sha1', keyOf(authority)).update(signed).digest();
  return {
    bytes: Buffer.concat([signed, attribute(stunAttribute.messageIntegrity, signature)]),
    transactionId,
  };
}

const identityOf = ({ username, realm, nonce }: StunAuthority): StunAttribute[] => [
  [stunAttribute.username, Buffer.from(username)],
  [stunAttribute.realm, realm],
  [stunAttribute.nonce, nonce],
];

/** RFC 8489 section 9.2.2: MD5 is what servers compute. */
const keyOf = ({ username, credential, realm }: StunAuthority): Buffer =>
  createHash('md5').update(`${username}:`).update(realm).update(`:${credential}`).digest();

/** How long the message is that begins here, header included; null while its header has not come whole. */
export const stunLength = (bytes: Buffer): number | null =>
  bytes.length < headerBytes ? null : headerBytes + bytes.readUInt16BE(2);

/** @returns null for anything that is not a whole response. What it says is not believed beyond "it answers". */
export function readStunResponse(bytes: Buffer): StunResponse | null {
  if (stunLength(bytes) !== bytes.length || bytes.readUInt32BE(4) !== magicCookie) return null;
  const type = bytes.readUInt16BE(0) & errorClass;
  if (type !== successClass && type !== errorClass) return null;
  const attributes = readAttributes(bytes.subarray(headerBytes));
  const code = attributes.get(stunAttribute.errorCode);
  return {
    isSuccess: type === successClass,
    transactionId: bytes.subarray(8, headerBytes),
    attributes,
    errorCode: code && code.length >= 4 ? code.readUInt8(2) * 100 + code.readUInt8(3) : null,
  };
}

function readAttributes(bytes: Buffer): Map<number, Buffer> {
  const attributes = new Map<number, Buffer>();
  for (let at = 0; at + 4 <= bytes.length;) {
    const length = bytes.readUInt16BE(at + 2);
    const type = bytes.readUInt16BE(at);
    if (!attributes.has(type)) attributes.set(type, bytes.subarray(at + 4, at + 4 + length)); // the first counts
    at += 4 + length + (-length & 3);
  }
  return attributes;
}
