import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { type Mail, Mailer } from './mailer.js';

/** Mail that no answer waits for. */
@Injectable()
export class MailLater implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Mail');
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly mailer: Mailer) {}

  /**
   * Makes a mail and sends it, once the answer of the request has gone: neither its time nor a failure tells anything to
   * whoever asked. `make` may find that there is nothing to send.
   */
  send(make: () => Mail | null | Promise<Mail | null>): void {
    const sending = new Promise((resolve) => setImmediate(resolve))
      .then(make)
      .then((mail) => mail && this.mailer.send(mail))
      .catch((error: unknown) => this.logger.warn(`A mail was not sent: ${reasonOf(error)}`))
      .then(() => void this.underWay.delete(sending));
    this.underWay.add(sending);
  }

  /** Resolves once all that was asked for until now has been sent, or has failed. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.settled();
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown');
