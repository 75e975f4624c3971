import type { User } from '@parlour/contracts';

/** The columns of `users` that make a `User`, as an entity has them. */
export interface UserRow {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly avatarId: string | null;
  readonly deletedAt: Date | null;
}

export const userOf = ({ id, username, displayName, avatarId, deletedAt }: UserRow): User => ({
  id,
  username,
  displayName,
  avatar: avatarId,
  ...(deletedAt !== null && { deleted: true }),
});

/** The same as a JSON value in SQL, for joins: the driver parses it to a `User`. `row`: the alias of `users`. */
export const userJson = (row: string): string => `
  (json_build_object('id', ${row}.id, 'username', ${row}.username, 'displayName', ${row}.display_name,
    'avatar', ${row}.avatar_id)::jsonb
    || case when ${row}.deleted_at is null then '{}'::jsonb else '{"deleted": true}'::jsonb end)`;
