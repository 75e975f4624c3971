import { Injectable } from '@nestjs/common';
import type {
  AccountSessions,
  ChangeEmailRequest,
  ChangePasswordRequest,
  DeleteAccountRequest,
  SelfUser,
} from '@parlour/contracts';
import { CredentialsRepository } from '../auth/credentials.repository.js';
import type { CurrentUser } from '../auth/current-user.js';
import { emailChangedMail, passwordChangedMail } from '../auth/account-mails.js';
import { Passwords } from '../auth/passwords.js';
import { PasswordStrength } from '../auth/password-strength.js';
import { SessionsRepository } from '../auth/sessions.repository.js';
import { SignInThrottle } from '../auth/sign-in-throttle.js';
import { DomainEvents } from '../domain-events/domain-events.js';
import { ApiError } from '../http/api-error.js';
import type { Language } from '../http/language.js';
import { MailLater } from '../mail/mail-later.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { RoomsService } from '../rooms/rooms.service.js';
import { selfUserOf } from '../users/self-user.js';
import type { UserEntity } from '../users/user.entity.js';
import { UsersRepository } from '../users/users.repository.js';
import { AccountRepository, type Farewell } from './account.repository.js';
import { deviceOf } from './devices.js';

/** What only the owner of an account may do, and most of it only with the current password. */
@Injectable()
export class AccountService {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly users: UsersRepository,
    private readonly credentials: CredentialsRepository,
    private readonly sessions: SessionsRepository,
    private readonly passwords: Passwords,
    private readonly strength: PasswordStrength,
    private readonly throttle: SignInThrottle,
    private readonly rooms: RoomsService,
    private readonly mailLater: MailLater,
    private readonly publisher: RealtimePublisher,
    private readonly events: DomainEvents,
  ) {}

  /** @throws ApiError wrong_password, email_refused, rate_limited; unauthenticated, where the account is gone. */
  async changeEmail(
    user: CurrentUser,
    { email, password }: ChangeEmailRequest,
    language: Language,
  ): Promise<SelfUser> {
    const account = await this.checked(user, password);
    this.throttle.countEmailChange(user.id, email);
    const { username, email: oldEmail } = account;
    if (email === oldEmail) return selfUserOf(account);
    const outcome = await this.credentials.changeEmail(account, email);
    if (outcome === 'email_taken') throw new ApiError('email_refused');
    if (outcome === 'account_changed') throw new ApiError('wrong_password');
    if (oldEmail !== null) {
      this.mailLater.send(() => emailChangedMail({ username, email: oldEmail }, language));
    }
    const changed = await this.users.byId(user.id);
    if (changed === null) throw new ApiError('unauthenticated');
    const self = selfUserOf(changed);
    this.publisher.toUser(user.id, 'account:updated', { user: self });
    return self;
  }

  /**
   * The session that asks goes on, every other one ends.
   * @throws ApiError wrong_password, weak_password, rate_limited; unauthenticated, where the account is gone.
   */
  async changePassword(
    user: CurrentUser,
    { password, newPassword }: ChangePasswordRequest,
    language: Language,
  ): Promise<void> {
    const account = await this.checked(user, password);
    const { username, email } = account;
    const advice = this.strength.adviceOn(newPassword, [username, email ?? ''], language);
    if (advice !== null) throw new ApiError('weak_password', { advice: [...advice] });
    const hash = await this.passwords.hash(newPassword);
    const ended = await this.credentials.changePassword(account, hash, user.sessionId);
    if (ended === null) throw new ApiError('wrong_password');
    for (const sessionId of ended) this.publisher.endSession(sessionId, 'unauthenticated');
    if (email !== null) this.mailLater.send(() => passwordChangedMail({ username, email }, language));
  }

  async listSessions(user: CurrentUser): Promise<AccountSessions> {
    const open = await this.sessions.openSessionsOf(user.id);
    return {
      sessions: open.map(({ id, userAgent, createdAt, lastUsedAt }) => ({
        id,
        ...deviceOf(userAgent),
        createdAt: createdAt.toISOString(),
        lastUsedAt: lastUsedAt.toISOString(),
        current: id === user.sessionId,
      })),
    };
  }

  /** @throws ApiError session_not_found, also for one of somebody else and one that has ended. */
  async endSession(user: CurrentUser, sessionId: string): Promise<void> {
    if (!(await this.sessions.end(user.id, sessionId))) throw new ApiError('session_not_found');
    this.publisher.endSession(sessionId, 'unauthenticated');
  }

  /**
   * What they wrote stays, without their name; everything else goes.
   * @throws ApiError wrong_password, rate_limited; unauthenticated, where the account is gone.
   */
  async delete(user: CurrentUser, { password }: DeleteAccountRequest): Promise<void> {
    const farewell = await this.accounts.delete(await this.checked(user, password));
    if (farewell === null) throw new ApiError('wrong_password');
    this.publisher.endUser(user.id, 'unauthenticated');
    await this.tellOthers(user.id, farewell);
  }

  private async tellOthers(userId: string, { rooms, directChatIds, knownToIds }: Farewell): Promise<void> {
    await this.rooms.announceGone(userId, rooms);
    const user = (await this.users.usersByIds([userId])).get(userId);
    if (user !== undefined) {
      const chatIds = [...rooms.map((room) => room.chatId), ...directChatIds];
      this.publisher.toAcquaintancesOf(userId, chatIds, 'user:updated', { user });
    }
    this.events.publish({ type: 'account-deleted', userId, knownToIds });
  }

  /** @throws ApiError wrong_password, rate_limited; unauthenticated, where the account is gone. */
  private async checked({ id, sessionId }: CurrentUser, password: string): Promise<UserEntity> {
    this.throttle.countPasswordCheck(sessionId);
    const account = await this.users.byId(id);
    if (account === null) throw new ApiError('unauthenticated');
    if (!(await this.passwords.matches(account.passwordHash, password))) {
      throw new ApiError('wrong_password');
    }
    return account;
  }
}
