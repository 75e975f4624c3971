const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The same numbers for the same seed, so that two databases of one size are alike (mulberry32). */
export class Random {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to 1. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 up to `count`. */
  below(count) {
    return Math.floor(this.next() * count);
  }

  chance(share) {
    return this.next() < share;
  }

  /** The same, with the n-th as likely as one part in n: so are words, and the sizes of rooms (Zipf). */
  rank(count) {
    return Math.floor(Math.exp(this.next() * Math.log(count + 1))) - 1;
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  /** UUIDv7 of a time in milliseconds. */
  id(ms) {
    const time = ms.toString(16).padStart(12, '0');
    const low = this.#bytes(2);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${low.slice(1)}-8${this.#bytes(2).slice(1)}-${this.#bytes(6)}`;
  }

  /** UUIDv4. */
  lot() {
    const [a, b] = [this.#bytes(2), this.#bytes(2)];
    return `${this.#bytes(4)}-${this.#bytes(2)}-4${a.slice(1)}-8${b.slice(1)}-${this.#bytes(6)}`;
  }

  #bytes(count) {
    let text = '';
    for (let at = 0; at < count; at += 2) {
      const bits = this.below(65_536);
      text += hex[bits >>> 8] + hex[bits & 255];
    }
    return text;
  }
}
