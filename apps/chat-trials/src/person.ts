import { systemClock } from '@parlour/chat';
import { type User, routes } from '@parlour/contracts';
import { FakeBrowser } from '@parlour/chat/testing';

import { call } from './wire';

const password = 'violet-anchor-piano-93';
/** Access tokens live for longer than this. */
const signInAgainMs = 240_000;

export interface Written {
  readonly clientMessageId: string;
  readonly text: string;
  /** Those of one tab are in one order, over its reloads. */
  readonly tab: string;
}

/** Somebody with an account, one browser, and everything that they have written in it. */
export class Person {
  browser = new FakeBrowser();
  written: Written[] = [];
  /** Whose acknowledgement has come through. */
  readonly acknowledged = new Set<string>();
  token = '';
  private signedInAt = 0;

  private constructor(
    readonly user: User,
    token: string,
  ) {
    this.token = token;
    this.signedInAt = Date.now();
  }

  static async register(url: string, username: string): Promise<Person> {
    const body = { username, email: `${username}@example.org`, password };
    const { user, accessToken } = await call(routes.register, { body }, { url, clock: systemClock });
    return new Person(user, accessToken);
  }

  /** Before each trial: nothing of the one before is left. */
  async begin(url: string): Promise<void> {
    this.browser = new FakeBrowser();
    this.written = [];
    this.acknowledged.clear();
    if (Date.now() - this.signedInAt < signInAgainMs) return;
    const body = { login: this.user.username, password };
    const { accessToken } = await call(routes.logIn, { body }, { url, clock: systemClock });
    this.token = accessToken;
    this.signedInAt = Date.now();
  }
}
