import { connect } from 'node:net';

/**
 * Just so much of RFC 6455, engine.io 4 and socket.io 5 as a load client needs, so that what is measured is the server:
 * frames are looked at where the socket has read them, and nothing is decoded before somebody asks for it.
 */

const upgrade = (port) =>
  [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    '\r\n',
  ].join('\r\n');

const headEnd = Buffer.from('\r\n\r\n');
const [textOpcode, closeOpcode] = [0x1, 0x8];
const [open, ping, message, connected, refused] = [...'02404'].map((char) => char.charCodeAt(0));

/** All sockets of this process are read into one buffer: each is done with it before the next is read. */
const readBuffer = Buffer.allocUnsafe(1 << 18);

/** A text frame. Clients have to mask; a mask of zeros is one. */
function frameOf(text) {
  const bytes = Buffer.byteLength(text);
  const headBytes = bytes < 126 ? 6 : 8;
  const frame = Buffer.alloc(headBytes + bytes);
  frame[0] = 0x81;
  if (bytes < 126) frame[1] = 0x80 | bytes;
  else {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(bytes, 2);
  }
  frame.write(text, headBytes);
  return frame;
}

/** A socket.io socket over a bare TCP socket. `onPacket(buffer, start, end)` gets every packet of socket.io but CONNECT. */
export class Connection {
  #socket;
  #rest = null;
  #upgraded = false;
  #auth;
  #onPacket;
  #settle;

  constructor(port, auth, onPacket) {
    this.#auth = auth;
    this.#onPacket = onPacket;
    this.connected = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
    this.closed = new Promise((resolve) => {
      this.#socket = connect({
        port,
        host: '127.0.0.1',
        noDelay: true,
        onread: { buffer: readBuffer, callback: (bytes) => this.#read(bytes) },
      });
      this.#socket.on('close', resolve).on('error', () => undefined); // a close follows
    });
    this.closed.then(() => this.#settle.reject(new Error('The server closed the connection')));
    this.connected.catch(() => undefined);
    this.#socket.write(upgrade(port));
  }

  /** A packet of socket.io, without engine.io's type. */
  send(packet) {
    this.#socket.write(frameOf(`4${packet}`));
  }

  /** Stops reading, so that what the server sends piles up. */
  pause() {
    this.#socket.pause();
  }

  resume() {
    this.#socket.resume();
  }

  close() {
    this.#socket.destroy();
  }

  #read(bytes) {
    let buffer = readBuffer.subarray(0, bytes);
    if (this.#rest !== null) buffer = Buffer.concat([this.#rest, buffer]);
    const at = this.#frames(buffer, this.#upgraded ? 0 : this.#head(buffer));
    this.#rest = at < buffer.length ? Buffer.from(buffer.subarray(at)) : null;
    return true;
  }

  #head(buffer) {
    const end = buffer.indexOf(headEnd);
    if (end < 0) return 0;
    this.#upgraded = true;
    return end + headEnd.length;
  }

  /** @returns where the first frame begins that is not whole. */
  #frames(buffer, from) {
    let at = from;
    while (this.#upgraded && buffer.length - at >= 2) {
      let bytes = buffer[at + 1] & 0x7f;
      let start = at + 2;
      if (bytes === 126) {
        if (buffer.length < at + 4) break;
        bytes = buffer.readUInt16BE(at + 2);
        start += 2;
      } else if (bytes === 127) throw new Error('No frame of this benchmark is that long');
      if (buffer.length < start + bytes) break;
      const opcode = buffer[at] & 0x0f;
      if (opcode === closeOpcode) this.close();
      else if (opcode === textOpcode) this.#packet(buffer, start, start + bytes);
      at = start + bytes;
    }
    return at;
  }

  #packet(buffer, start, end) {
    const type = buffer[start];
    if (type === ping) this.#socket.write(frameOf('3'));
    else if (type === open) this.send(`0${JSON.stringify(this.#auth)}`);
    else if (type !== message) return;
    else if (buffer[start + 1] === connected) this.#settle.resolve();
    else if (buffer[start + 1] === refused)
      this.#settle.reject(new Error(buffer.toString('utf8', start, end)));
    else this.#onPacket(buffer, start + 1, end);
  }
}
