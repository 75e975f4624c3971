/** How many messages of a room are kept beside their first bytes: far more than are ever under way. */
const kept = 4_096;

const stepMs = 0.02;
const steps = 100_000; // of `stepMs`: 2 s

/** Times of deliveries, counted in steps of 20 µs. */
export class Times {
  #counts = new Uint32Array(steps);
  #total = 0;

  add(ms) {
    this.#counts[Math.min(steps - 1, Math.max(0, Math.floor(ms / stepMs)))] += 1;
    this.#total += 1;
  }

  clear() {
    this.#counts.fill(0);
    this.#total = 0;
  }

  /** @returns milliseconds; null where nothing was counted. */
  percentile(share) {
    let left = this.#total * share;
    const at = this.#counts.findIndex((count) => (left -= count) <= 0);
    return this.#total === 0 ? null : Math.round((at + 1) * stepMs * 100) / 100;
  }
}

/**
 * What the members of one room receive. Every member must receive every `seq` once, and in order. The bytes of a message
 * are the same for all: the first to receive it reads them, and the others' are compared with them.
 */
export class Room {
  deliveries = 0;
  doubled = 0;
  reordered = 0;
  wrong = 0;
  /** By client message id: when it was sent, in milliseconds. */
  sentAt = new Map();
  #seen = new Array(kept);

  constructor(chatId, times) {
    this.chatId = chatId;
    this.times = times;
  }

  /** @param receiver `{ next, missing }`: the seq that is due, and those that were skipped. */
  receive(receiver, buffer, start, end, now) {
    const due = this.#seen[receiver.next % kept];
    const isDue = due?.seq === receiver.next && sameBytes(due.bytes, buffer, start, end);
    const message = isDue ? due : this.#read(buffer, start, end);
    if (message === null) return;
    this.deliveries += 1;
    this.times.add(now - message.sentAt);
    if (message.seq === receiver.next) receiver.next += 1;
    else this.#outOfTurn(receiver, message.seq);
  }

  /** @returns how many of the room's messages up to `seq` somebody has not received. */
  lost(receivers, seq) {
    const missing = receivers.map((receiver) => receiver.missing.size + Math.max(0, seq + 1 - receiver.next));
    return missing.reduce((sum, count) => sum + count, 0);
  }

  #read(buffer, start, end) {
    const [event, payload] = JSON.parse(buffer.toString('utf8', start + 1, end));
    if (event !== 'message:created') return null;
    const { chatId, seq, clientMessageId } = payload.message;
    const sentAt = this.sentAt.get(clientMessageId);
    if (chatId !== this.chatId || sentAt === undefined) {
      this.wrong += 1;
      return null;
    }
    const message = { seq, sentAt, bytes: Buffer.from(buffer.subarray(start, end)) };
    this.#seen[seq % kept] = message;
    return message;
  }

  #outOfTurn(receiver, seq) {
    if (seq > receiver.next) {
      for (let skipped = receiver.next; skipped < seq; skipped += 1) receiver.missing.add(skipped);
      receiver.next = seq + 1;
    } else if (receiver.missing.delete(seq)) this.reordered += 1;
    else this.doubled += 1;
  }
}

const sameBytes = (bytes, buffer, start, end) =>
  bytes.length === end - start && bytes.compare(buffer, start, end) === 0;
