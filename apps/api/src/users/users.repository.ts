import { Injectable } from '@nestjs/common';
import { DataSource, QueryFailedError, type Repository } from 'typeorm';
import { UserEntity } from './user.entity.js';

export type NewUser = Pick<UserEntity, 'username' | 'email' | 'passwordHash'> & { readonly id: string };

@Injectable()
export class UsersRepository {
  private readonly users: Repository<UserEntity>;

  constructor(database: DataSource) {
    this.users = database.getRepository(UserEntity);
  }

  byId(id: string): Promise<UserEntity | null> {
    return this.users.findOneBy({ id });
  }

  byUsername(username: string): Promise<UserEntity | null> {
    return this.users.findOneBy({ username });
  }

  /** By username or e-mail address, in lower case. A username has no @. */
  byLogin(login: string): Promise<UserEntity | null> {
    return this.users.findOneBy(login.includes('@') ? { email: login } : { username: login });
  }

  /** @returns the stored user, or what of it somebody else has. */
  async add(user: NewUser): Promise<UserEntity | 'username_taken' | 'email_taken'> {
    const stored = this.users.create({ ...user, createdAt: new Date() });
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

function violatedConstraintOf(error: unknown): string | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  return (error.driverError as { constraint?: string }).constraint;
}
