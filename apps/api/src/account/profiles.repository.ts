import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { UserEntity } from '../users/user.entity.js';

/** What a person says of themselves. */
export type ProfileFields = Pick<UserEntity, 'displayName' | 'bio' | 'status' | 'showLastSeen' | 'showRead'>;

@Injectable()
export class ProfilesRepository {
  constructor(private readonly database: DataSource) {}

  /** @returns the account as it was and as it is; null where there is none any more. */
  change(
    userId: string,
    fields: Partial<ProfileFields>,
  ): Promise<{ before: ProfileFields; after: UserEntity } | null> {
    return this.database.transaction(async (transaction) => {
      const users = transaction.getRepository(UserEntity);
      const account = await users.findOne({
        where: { id: userId, deletedAt: IsNull() },
        lock: { mode: 'for_no_key_update' },
      });
      if (account === null) return null;
      const { displayName, bio, status, showLastSeen, showRead } = account;
      const after = await users.save(users.merge(account, fields));
      return { before: { displayName, bio, status, showLastSeen, showRead }, after };
    });
  }
}
