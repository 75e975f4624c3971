import { type SelfUser, type User } from '@parlour/contracts';

/** A person; the same name has the same id. */
export function userNamed(username: string, different: Partial<User> = {}): User {
  const number = [...username].reduce((sum, char) => sum * 31 + (char.codePointAt(0) ?? 0), 0);
  return {
    id: `019a6f3e-0000-7000-8000-${String(number % 1e12).padStart(12, '0')}`,
    username,
    displayName: username[0]?.toUpperCase() + username.slice(1),
    avatar: null,
    ...different,
  };
}

export const anna = userNamed('anna');
export const ben = userNamed('ben');
export const cem = userNamed('cem');

/** Somebody as they see themselves. */
export const selfOf = (user: User, different: Partial<SelfUser> = {}): SelfUser => ({
  ...user,
  email: `${user.username}@example.org`,
  createdAt: '2026-11-21T10:00:00.000Z',
  bio: '',
  status: 'auto',
  showLastSeen: true,
  showRead: true,
  ...different,
});
