import { Injectable } from '@nestjs/common';
import type { AvatarSize } from '@parlour/contracts';
import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import type { AvatarImages } from './avatar-maker.js';

/** Not interpolated from outside: the contract knows three sizes. */
const columns = { '64': 'webp_64', '256': 'webp_256', '512': 'webp_512' } as const satisfies Record<
  AvatarSize,
  string
>;

/** Pictures of people: of each at most one, under an id that nobody can guess and that is never used again. */
@Injectable()
export class AvatarsRepository {
  constructor(private readonly database: DataSource) {}

  async image(avatarId: string, size: AvatarSize): Promise<Buffer | null> {
    const [row] = await this.database.query<{ image: Buffer }[]>(
      `select ${columns[size]} as image from avatars where id = $1`,
      [avatarId],
    );
    return row?.image ?? null;
  }

  /** @returns whether the account is still there. */
  replace(userId: string, { webp64, webp256, webp512 }: AvatarImages): Promise<boolean> {
    const id = randomUUID(); // version 4: those of version 7 tell when, and can be narrowed down
    return this.database.transaction(async (transaction) => {
      if (!(await point(transaction, userId, id))) return false;
      await transaction.query('delete from avatars where user_id = $1', [userId]);
      await transaction.query(
        'insert into avatars (id, user_id, webp_64, webp_256, webp_512) values ($1, $2, $3, $4, $5)',
        [id, userId, webp64, webp256, webp512],
      );
      return true;
    });
  }

  /** @returns whether there was one. */
  remove(userId: string): Promise<boolean> {
    return this.database.transaction(async (transaction) => {
      await point(transaction, userId, null);
      const [removed] = await transaction.query<[unknown[], number]>(
        'delete from avatars where user_id = $1 returning id',
        [userId],
      );
      return removed.length > 0;
    });
  }
}

/** Locks the account too: two changes take turns. */
async function point(transaction: EntityManager, userId: string, avatarId: string | null): Promise<boolean> {
  const [changed] = await transaction.query<[unknown[], number]>(
    'update users set avatar_id = $2 where id = $1 and deleted_at is null returning id',
    [userId, avatarId],
  );
  return changed.length > 0;
}
