import type { SelfUser } from '@parlour/contracts';
import type { UserEntity } from './user.entity.js';
import { userOf } from './user-json.js';

/** An account as its owner sees it. */
export const selfUserOf = (account: UserEntity): SelfUser => ({
  ...userOf(account),
  email: account.email ?? '',
  createdAt: account.createdAt.toISOString(),
  bio: account.bio,
  status: account.status,
  showLastSeen: account.showLastSeen,
  showRead: account.showRead,
});
