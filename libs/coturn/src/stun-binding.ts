import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';

const patienceMs = 20_000; // eight browsers may be starting beside it
const askAgainMs = 50;

/** Asks until somebody answers there. @returns false where nobody does within 20 s. */
export function answersStun(address: string, port: number): Promise<boolean> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  return new Promise<boolean>((resolve) => {
    const asking = setInterval(() => socket.send(bindingRequest(), port, address), askAgainMs);
    const deadline = setTimeout(() => end(false), patienceMs);
    const end = (answered: boolean) => {
      clearInterval(asking);
      clearTimeout(deadline);
      socket.close();
      resolve(answered);
    };
    socket.once('message', () => end(true));
    socket.on('error', () => undefined); // not there yet
  });
}

/** RFC 8489 section 5: type, length, magic cookie, transaction. */
const bindingRequest = () => Buffer.concat([Buffer.from('000100002112a442', 'hex'), randomBytes(12)]);
