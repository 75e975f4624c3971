import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { ApiError } from '../http/api-error.js';
import { RatePerKey } from '../realtime/token-bucket.js';

/** Who tries to sign in: under which name, from where, and on which browser if it is known for that name. */
export interface Attempt {
  readonly login: string;
  readonly address: string;
  readonly deviceId: string | null;
}

/**
 * Slows the guessing of one account's password without locking its owner out; docs/adr/0010 tells the reasons. Counted by
 * the name as it was typed, known or not: a count by account would tell which name belongs to which address.
 */
@Injectable()
export class SignInThrottle {
  private readonly fromAddress: RatePerKey;
  private readonly fromAnywhere: RatePerKey;
  private readonly onDevice: RatePerKey;
  private readonly registrations: RatePerKey;
  private readonly refreshes: RatePerKey;
  private readonly inSession: RatePerKey;
  private readonly resetsOfName: RatePerKey;
  private readonly resetsOfAccount: RatePerKey;

  constructor({ logInRate, logInRateOfName, registrationRate, refreshRate, passwordResetRate }: Config) {
    this.fromAddress = new RatePerKey(logInRate);
    this.fromAnywhere = new RatePerKey(logInRateOfName);
    this.onDevice = new RatePerKey(logInRate);
    this.registrations = new RatePerKey(registrationRate);
    this.refreshes = new RatePerKey(refreshRate);
    this.inSession = new RatePerKey(logInRate);
    this.resetsOfName = new RatePerKey(passwordResetRate);
    this.resetsOfAccount = new RatePerKey(passwordResetRate);
  }

  /** Before the password is looked at, so that guesses at the same instant all count. @throws ApiError rate_limited */
  countLogIn({ login, address, deviceId }: Attempt): void {
    if (deviceId !== null) return take(this.onDevice, `${login} ${deviceId}`);
    // The narrow bucket first: what it refuses must not use up what is left for other addresses.
    take(this.fromAddress, `${login} ${address}`);
    take(this.fromAnywhere, login);
  }

  /** @throws ApiError rate_limited */
  countRegistration(email: string): void {
    take(this.registrations, email);
  }

  /** @throws ApiError rate_limited */
  countRefresh(userId: string): void {
    take(this.refreshes, userId);
  }

  /**
   * Asking for the current password of somebody who is signed in. Counted by session: whoever has stolen one guesses as
   * slowly as at the door, and cannot keep the owner, who has another, from changing the password. @throws ApiError rate_limited
   */
  countPasswordCheck(sessionId: string): void {
    take(this.inSession, sessionId);
  }

  /** An address tells by its refusal that it has an account, as at registration. @throws ApiError rate_limited */
  countEmailChange(userId: string, email: string): void {
    take(this.registrations, userId);
    take(this.registrations, email);
  }

  /** By the name as it was typed, known or not. @throws ApiError rate_limited */
  countPasswordReset(login: string): void {
    take(this.resetsOfName, login);
  }

  /** @returns whether this account may be sent another link: it has a username and an e-mail address to be asked for by. */
  maySendPasswordReset(userId: string): boolean {
    return this.resetsOfAccount.take(userId) === 0;
  }
}

function take(rate: RatePerKey, key: string): void {
  const retryAfterSeconds = rate.take(key);
  if (retryAfterSeconds > 0) throw new ApiError('rate_limited', { retryAfterSeconds });
}
