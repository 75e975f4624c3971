import { Injectable, Logger } from '@nestjs/common';
import { limits, type PasswordResetRequested, type ResetPasswordRequest } from '@parlour/contracts';
import { Clock } from '../clock/clock.js';
import { Config } from '../config/config.js';
import { ApiError } from '../http/api-error.js';
import type { Language } from '../http/language.js';
import { MailLater } from '../mail/mail-later.js';
import { type Mail, Mailer } from '../mail/mailer.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { UsersRepository } from '../users/users.repository.js';
import { passwordChangedMail, passwordResetMail } from './account-mails.js';
import { CredentialsRepository } from './credentials.repository.js';
import { PasswordResetsRepository } from './password-resets.repository.js';
import { PasswordStrength } from './password-strength.js';
import { Passwords } from './passwords.js';
import { hashOfToken, newToken } from './tokens.js';
import { SignInThrottle } from './sign-in-throttle.js';

/** A new password by a link: mailed, or, where no mail is set up, written to the log for the person who runs the server. */
@Injectable()
export class PasswordResetService {
  private readonly logger = new Logger('PasswordReset');

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly users: UsersRepository,
    private readonly resets: PasswordResetsRepository,
    private readonly credentials: CredentialsRepository,
    private readonly passwords: Passwords,
    private readonly strength: PasswordStrength,
    private readonly throttle: SignInThrottle,
    private readonly mailer: Mailer,
    private readonly mailLater: MailLater,
    private readonly publisher: RealtimePublisher,
  ) {}

  /**
   * Whether there is such an account is looked up after the answer, which is therefore the same in every way.
   * @throws ApiError rate_limited
   */
  request(login: string, language: Language): PasswordResetRequested {
    this.throttle.countPasswordReset(login);
    this.mailLater.send(() => this.linkFor(login, language));
    return { deliveredBy: this.mailer.delivers ? 'mail' : 'operator' };
  }

  /** @throws ApiError reset_link_invalid, weak_password (the link goes on to work). */
  async reset({ token, password }: ResetPasswordRequest, language: Language): Promise<void> {
    const tokenHash = hashOfToken(token);
    const userId = await this.resets.userIdOf(tokenHash, this.clock.now());
    const account = userId && (await this.users.byId(userId));
    if (!account) throw new ApiError('reset_link_invalid');
    const { id, username, email } = account;
    const advice = this.strength.adviceOn(password, [username, email ?? ''], language);
    if (advice !== null) throw new ApiError('weak_password', { advice: [...advice] });
    const hash = await this.passwords.hash(password);
    const isDone = await this.credentials.resetPassword(id, tokenHash, hash, this.clock.now());
    if (!isDone) throw new ApiError('reset_link_invalid');
    this.publisher.endUser(id, 'unauthenticated');
    if (email !== null) this.mailLater.send(() => passwordChangedMail({ username, email }, language));
  }

  private async linkFor(login: string, language: Language): Promise<Mail | null> {
    const account = await this.users.byLogin(login);
    if (account === null || account.email === null) return null;
    const { id, username, email } = account;
    if (!this.throttle.maySendPasswordReset(id)) return null;
    const { token, hash } = newToken();
    const expiresAt = new Date(this.clock.now().getTime() + limits.passwordResetMs);
    if (!(await this.resets.replace(id, hash, expiresAt))) return null;
    const link = `${this.config.publicUrl}/reset-password#token=${token}`;
    if (this.mailer.delivers) return passwordResetMail({ username, email }, link, language);
    this.logger.warn(
      `${username} asks for a new password. No mail is set up (SMTP_URL): if you know that it is them, give them this ` +
        `link, which works once, for 30 minutes: ${link}`,
    );
    return null;
  }
}
