import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
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
    if (deviceId !== null) return this.onDevice.spend(`${login} ${deviceId}`);
    // The narrow bucket first: what it refuses must not use up what is left for other addresses.
    this.fromAddress.spend(`${login} ${address}`);
    this.fromAnywhere.spend(login);
  }

  /** @throws ApiError rate_limited */
  countRegistration(email: string): void {
    this.registrations.spend(email);
  }

  /** @throws ApiError rate_limited */
  countRefresh(userId: string): void {
    this.refreshes.spend(userId);
  }

  /**
   * Asking for the current password of somebody who is signed in. Counted by session: whoever has stolen one guesses as
   * slowly as at the door, and cannot keep the owner, who has another, from changing the password. @throws ApiError rate_limited
   */
  countPasswordCheck(sessionId: string): void {
    this.inSession.spend(sessionId);
  }

  /** An address tells by its refusal that it has an account, as at registration. @throws ApiError rate_limited */
  countEmailChange(userId: string, email: string): void {
    this.registrations.spend(userId);
    this.registrations.spend(email);
  }

  /** By the name as it was typed, known or not. @throws ApiError rate_limited */
  countPasswordReset(login: string): void {
    this.resetsOfName.spend(login);
  }

  /** @returns whether this account may be sent another link: it has a username and an e-mail address to be asked for by. */
  maySendPasswordReset(userId: string): boolean {
    return this.resetsOfAccount.take(userId) === 0;
  }
}
