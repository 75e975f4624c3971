import { Connection } from './frames.mjs';

const acknowledgement = '3'.charCodeAt(0);

/** Somebody who asks the server for something, and is answered. `onPacket(buffer, start, end)` gets what nobody waits for. */
export class Speaker {
  #connection;
  #asked = 0;
  #waiting = new Map();

  constructor(port, auth, onPacket = () => undefined) {
    this.#connection = new Connection(port, auth, (buffer, start, end) => {
      if (this.#waiting.size === 0 || !this.#isAnswer(buffer, start, end)) onPacket(buffer, start, end);
    });
    this.isOpen = true;
    this.closed.then(() => this.#giveUp());
  }

  get connected() {
    return this.#connection.connected;
  }

  get closed() {
    return this.#connection.closed;
  }

  /** Without waiting for the answer. @returns the number that it will have. */
  say(command, payload) {
    this.#connection.send(`2${++this.#asked}${JSON.stringify([command, payload])}`);
    return this.#asked;
  }

  /** @returns the data of the answer. @throws Error with the code of a refusal, or where the connection ends. */
  ask(command, payload) {
    const number = this.say(command, payload);
    return new Promise((resolve, reject) => this.#waiting.set(number, { resolve, reject }));
  }

  close() {
    this.#connection.close();
  }

  #isAnswer(buffer, start, end) {
    if (buffer[start] !== acknowledgement) return false;
    const from = buffer.indexOf('[', start);
    const number = Number(buffer.toString('latin1', start + 1, from));
    const waiting = this.#waiting.get(number);
    if (!waiting) return false;
    this.#waiting.delete(number);
    const [{ ok, data, error }] = JSON.parse(buffer.toString('utf8', from, end));
    if (ok) waiting.resolve(data);
    else waiting.reject(new Error(error.code));
    return true;
  }

  #giveUp() {
    this.isOpen = false;
    for (const { reject } of this.#waiting.values()) reject(new Error('The connection has ended'));
    this.#waiting.clear();
  }
}
