import { Injectable } from '@nestjs/common';
import type { User } from '@parlour/contracts';
import { DataSource, In, IsNull, QueryFailedError, type Repository } from 'typeorm';
import { UserEntity } from './user.entity.js';
import { userOf } from './user-json.js';

export type NewUser = Pick<UserEntity, 'username' | 'email' | 'passwordHash'> & { readonly id: string };

/** Who has an account. Those whose account was deleted are found by `usersByIds` only, for what they wrote. */
@Injectable()
export class UsersRepository {
  private readonly users: Repository<UserEntity>;

  constructor(database: DataSource) {
    this.users = database.getRepository(UserEntity);
  }

  byId(id: string): Promise<UserEntity | null> {
    return this.users.findOneBy({ id, deletedAt: IsNull() });
  }

  byUsername(username: string): Promise<UserEntity | null> {
    return this.users.findOneBy({ username, deletedAt: IsNull() });
  }

  /** By username or e-mail address, in lower case. A username has no @. */
  byLogin(login: string): Promise<UserEntity | null> {
    const name = login.includes('@') ? { email: login } : { username: login };
    return this.users.findOneBy({ ...name, deletedAt: IsNull() });
  }

  async userById(id: string): Promise<User | null> {
    const found = await this.byId(id);
    return found && userOf(found);
  }

  /** Deleted accounts too, as such. */
  async usersByIds(ids: readonly string[]): Promise<Map<string, User>> {
    if (ids.length === 0) return new Map();
    const found = await this.users.findBy({ id: In([...new Set(ids)]) });
    return new Map(found.map((user) => [user.id, userOf(user)]));
  }

  /** @returns the stored user, or what of it somebody else has. */
  async add(user: NewUser): Promise<UserEntity | 'username_taken' | 'email_taken'> {
    const stored = this.users.create({
      ...user,
      createdAt: new Date(),
      displayName: user.username,
      bio: '',
      avatarId: null,
      status: 'auto',
      showLastSeen: true,
      showRead: true,
      lastSeenAt: null,
      deletedAt: null,
    });
    try {
      await this.users.insert(stored);
      return stored;
    } catch (error) {
      const constraint = violatedConstraintOf(error);
      if (constraint === 'users_username_key') return 'username_taken';
      if (constraint === 'users_email_key') return 'email_taken';
      throw error;
    }
  }
}

/** The name of the constraint that a statement would have broken. */
export function violatedConstraintOf(error: unknown): string | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  return (error.driverError as { constraint?: string }).constraint;
}
