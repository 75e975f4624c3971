/** One mail, as plain text: to whom, about what. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The way out for mail, as a port. */
export abstract class Mailer {
  /** Whether what is sent arrives anywhere. */
  abstract readonly delivers: boolean;

  /** Resolves once the mail server has taken it; rejects where it did not. */
  abstract send(mail: Mail): Promise<void>;
}

/** Where no mail server is set up: what is sent goes nowhere. */
export class NoMailer extends Mailer {
  readonly delivers = false;

  async send(): Promise<void> {
    // Nobody is there to take it.
  }
}
