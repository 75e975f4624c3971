import { Speaker } from './speaker.mjs';

export const media = { microphone: true, camera: true, screen: false };
const event = '2'.charCodeAt(0);
const signal = { type: 'candidate', candidate: null };

/** Two in the call of a room: one signals to the other, and what the other hears from anybody else is counted. */
export class Pair {
  #speaker;
  #listener;
  #callId;
  #speakerId;
  #listenerId;
  #heard = {};
  #arrived = () => undefined;
  #failed = () => undefined;

  /** `auths`: of two members. */
  async meet(port, roomId, auths) {
    this.#speaker = new Speaker(port, auths[0]);
    this.#listener = new Speaker(port, auths[1], (...packet) => this.#hear(...packet));
    this.#listener.closed.then(() => this.#failed(new Error('The listener was put out')));
    const [one, other] = [await join(this.#speaker, roomId), await join(this.#listener, roomId)];
    this.#callId = one.callId;
    this.#speakerId = one.self.id;
    this.#listenerId = other.self.id;
  }

  /** Until the second one has it. @throws Error where it was refused, or one of them was put out. */
  signal() {
    const payload = { callId: this.#callId, to: this.#listenerId, signal };
    return new Promise((resolve, reject) => {
      this.#arrived = resolve;
      this.#failed = reject;
      this.#speaker.ask('call:signal', payload).catch(reject);
    });
  }

  /** Since it was asked last: how many events of each name the second one had from others. */
  heard() {
    const heard = this.#heard;
    this.#heard = {};
    return heard;
  }

  #hear(buffer, start, end) {
    if (buffer[start] !== event) return;
    const [name, payload] = JSON.parse(buffer.toString('utf8', start + 1, end));
    if (name === 'call:signal' && payload.from === this.#speakerId) this.#arrived();
    else this.#heard[name] = (this.#heard[name] ?? 0) + 1;
  }
}

/** Into the call of a room, also again by what proves who one was. @returns what one is told there. */
export async function join(speaker, roomId, resume) {
  await speaker.connected;
  return speaker.ask('call:join', { target: { kind: 'room', roomId }, media, ...(resume && { resume }) });
}
