import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** How long a test waits for a mail that should be there within milliseconds. */
const patienceMs = 5_000;

export interface Letter {
  /** Whom the envelope names, which is where it goes. */
  readonly recipients: readonly string[];
  readonly content: Email;
}

/** A real mail server on this machine, which keeps what it is given. */
export interface MailServer {
  readonly url: string;
  /** Every letter so far that no `next` has returned. */
  readonly pending: readonly Letter[];
  /** The first letter to this address that no `next` has returned, past or to come within 5 s. */
  next(to: string): Promise<Letter>;
  close(): Promise<void>;
}

export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const letters: Letter[] = [];
  const arrivals = new EventTarget();
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    disabledCommands: ['STARTTLS'], // its certificate is signed by nobody
    onData(stream, session, done) {
      const reading = buffer(stream).then((bytes) => PostalMime.parse(bytes));
      void reading.then((content) => {
        letters.push({ recipients: session.envelope.rcptTo.map(({ address }) => address), content });
        arrivals.dispatchEvent(new Event('letter'));
        done();
      }, done);
    },
    ...options,
  });
  server.on('error', () => undefined); // of connections that end early
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    pending: letters,
    async next(to) {
      const deadline = AbortSignal.timeout(patienceMs);
      for (;;) {
        const at = letters.findIndex(({ recipients }) => recipients.includes(to));
        const [letter] = at < 0 ? [] : letters.splice(at, 1);
        if (letter) return letter;
        await new Promise<void>((resolve, reject) => {
          arrivals.addEventListener('letter', () => resolve(), { once: true });
          deadline.addEventListener('abort', () => reject(new Error(`No mail to ${to}`)), { once: true });
        });
      }
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
