import { randomInt, randomUUID } from 'node:crypto';

let lastMs = 0;
let counter = 0;

/**
 * A UUIDv7 (RFC 9562 section 5.7): sorts by the time of its making, and within one millisecond of one process by
 * a counter (section 6.2, method 1). Made here because PostgreSQL has `uuidv7()` from version 18 only.
 */
export function newId(): string {
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    counter = randomInt(0x800); // the upper half of the 12 bits stays free to count in
  } else if (++counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  return `${timeOf(lastMs)}-${(0x7000 | counter).toString(16)}-${randomUUID().slice(variantAt)}`;
}

/** Before every id that is made from that moment on. */
export const firstIdAt = (moment: Date): string => `${timeOf(moment.getTime())}-0000-0000-000000000000`;

/** From there on, an id of version 4 is what one of version 7 ends with: the variant, and 62 random bits. */
const variantAt = 19;

/** The first 48 bits. */
function timeOf(ms: number): string {
  const hex = ms.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
