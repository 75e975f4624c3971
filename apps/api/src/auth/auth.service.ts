import { Injectable } from '@nestjs/common';
import type { RegisterRequest, SelfUser, Session } from '@parlour/contracts';
import { newId } from '../database/ids.js';
import { ApiError } from '../http/api-error.js';
import type { Language } from '../http/language.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { selfUserOf } from '../users/self-user.js';
import type { UserEntity } from '../users/user.entity.js';
import { UsersRepository } from '../users/users.repository.js';
import { AccessTokens } from './access-tokens.js';
import { KnownDevices } from './known-devices.js';
import { PasswordStrength } from './password-strength.js';
import { Passwords } from './passwords.js';
import { SessionsRepository } from './sessions.repository.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { hashOfToken, newToken } from './tokens.js';

/** A session, and what of it goes into cookies. */
export interface SignedIn {
  readonly session: Session;
  readonly refreshToken: string;
  readonly fileToken: string;
}

/** What somebody presents to sign in, and from where. */
export interface Credentials {
  /** Username or e-mail address, in lower case. */
  readonly login: string;
  readonly password: string;
  readonly address: string;
  /** The cookie of a browser in which somebody signed in before. */
  readonly deviceCookie: string | null;
}

/** Accounts and sessions: who somebody is, and for how long we believe it. */
@Injectable()
export class AuthService {
  constructor(
    private readonly users: UsersRepository,
    private readonly sessions: SessionsRepository,
    private readonly accessTokens: AccessTokens,
    private readonly passwords: Passwords,
    private readonly strength: PasswordStrength,
    private readonly throttle: SignInThrottle,
    private readonly devices: KnownDevices,
    private readonly publisher: RealtimePublisher,
  ) {}

  /**
   * An e-mail address that has an account is refused in the time of one that has none: the password is hashed first.
   * @throws ApiError weak_password, username_taken, registration_refused, rate_limited.
   */
  async register(request: RegisterRequest, language: Language, userAgent: string): Promise<SignedIn> {
    const { username, email, password } = request;
    this.throttle.countRegistration(email);
    const advice = this.strength.adviceOn(password, [username, email], language);
    if (advice !== null) throw new ApiError('weak_password', { advice: [...advice] });
    const passwordHash = await this.passwords.hash(password);
    const user = await this.users.add({ id: newId(), username, email, passwordHash });
    if (user === 'username_taken') throw new ApiError('username_taken');
    if (user === 'email_taken') throw new ApiError('registration_refused');
    return this.openSession(user, userAgent);
  }

  /** @throws ApiError invalid_credentials, for an unknown account and a wrong password alike; rate_limited. */
  async checkCredentials({ login, password, address, deviceCookie }: Credentials): Promise<UserEntity> {
    const user = await this.users.byLogin(login);
    const deviceId = user && deviceCookie ? this.devices.recognise(user.id, deviceCookie) : null;
    this.throttle.countLogIn({ login, address, deviceId });
    const isRight = await this.passwords.matches(user?.passwordHash ?? null, password);
    if (user === null || !isRight) throw new ApiError('invalid_credentials');
    return user;
  }

  /** @throws ApiError invalid_credentials, where the account changed since its password was checked. */
  async openSession(user: UserEntity, userAgent: string): Promise<SignedIn> {
    const { token, hash } = newToken();
    const sessionId = await this.sessions.open(user, hash, userAgent);
    if (sessionId === null) throw new ApiError('invalid_credentials');
    return this.signedIn(user, sessionId, token);
  }

  /** @throws ApiError unauthenticated, refresh_expired, refresh_reused, rate_limited. */
  async refresh(refreshToken: string, userAgent: string): Promise<SignedIn> {
    const hash = hashOfToken(refreshToken);
    const owner = await this.sessions.userOfToken(hash);
    if (owner === null) throw new ApiError('unauthenticated');
    this.throttle.countRefresh(owner);
    const successor = newToken();
    const rotation = await this.sessions.rotate(hash, successor.hash, userAgent);
    if (rotation.outcome === 'reused') {
      this.publisher.endSession(rotation.sessionId, 'refresh_reused');
      throw new ApiError('refresh_reused');
    }
    if (rotation.outcome !== 'rotated') throw new ApiError('refresh_expired');
    const user = await this.users.byId(rotation.userId);
    if (user === null) throw new ApiError('unauthenticated');
    return this.signedIn(user, rotation.sessionId, successor.token);
  }

  /** Whoever bears a token of the session, spent or not, may end it. Ending what has ended is no error. */
  async logOut(refreshToken: string): Promise<void> {
    const sessionId = await this.sessions.endByToken(hashOfToken(refreshToken));
    if (sessionId !== null) this.publisher.endSession(sessionId, 'unauthenticated');
  }

  async logOutEverywhere(userId: string): Promise<void> {
    await this.sessions.endAll(userId);
    this.publisher.endUser(userId, 'unauthenticated');
  }

  /** @throws ApiError unauthenticated, where the account is gone. */
  async me(userId: string): Promise<SelfUser> {
    const user = await this.users.byId(userId);
    if (user === null) throw new ApiError('unauthenticated');
    return selfUserOf(user);
  }

  private signedIn(user: UserEntity, sessionId: string, refreshToken: string): SignedIn {
    const { token, expiresAt } = this.accessTokens.issue(user, sessionId);
    return {
      session: {
        accessToken: token,
        accessTokenExpiresAt: expiresAt.toISOString(),
        user: selfUserOf(user),
      },
      refreshToken,
      fileToken: this.accessTokens.issueForFiles(user, sessionId),
    };
  }
}
