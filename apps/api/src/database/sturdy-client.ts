import { Client, type ClientConfig } from 'pg';

/**
 * A connection that breaks tells so by an event, and a process in which nobody listens to it ends. The pool listens to those that
 * are idle, and TypeORM to those that it holds, but a moment after it was given them: a server that goes down under load hits
 * that moment. Whoever asks something of a broken connection is told all the same.
 */
export class SturdyClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
