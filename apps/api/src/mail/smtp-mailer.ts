import { createTransport, type Transporter } from 'nodemailer';
import { type Mail, Mailer } from './mailer.js';

/** Nobody waits for a mail to be taken, but the process does when it ends. */
const timeoutMs = 10_000;

/** Through one server: `smtp://` (with STARTTLS where the server has it) or `smtps://`. */
export class SmtpMailer extends Mailer {
  readonly delivers = true;
  private readonly transport: Transporter;

  /** `from`: an address, or `Name <address>`. */
  constructor(
    smtpUrl: string,
    private readonly from: string,
  ) {
    super();
    this.transport = createTransport({
      url: smtpUrl,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      // A mail is text that we made: nothing in it may make this read files or fetch addresses.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send({ to, subject, text }: Mail): Promise<void> {
    // As an object: of a string, an address with a comma would make several.
    await this.transport.sendMail({ from: this.from, to: { name: '', address: to }, subject, text });
  }
}
