import { Injectable } from '@nestjs/common';
import { limits, type User } from '@parlour/contracts';
import { DataSource } from 'typeorm';
import { userJson } from '../users/user-json.js';
import { type View, viewOf } from './relation.js';
import { pairOf, type RelationRow, sideOf } from './relation-row.js';

/** Somebody, as one person may see them. */
export interface SeenPerson extends View {
  readonly viewerId: string;
  readonly user: User;
  readonly bio: string;
  readonly createdAt: Date;
  /** Of the direct chat of the two, if there ever was one. */
  readonly chatId: string | null;
  readonly lastSeenAt: Date | null;
  readonly showLastSeen: boolean;
}

interface PersonRow extends Omit<SeenPerson, 'relation' | 'since'>, RelationRow {}

/** One row for each `viewer_id`, `other_id` of `source`, in the order of the index of usernames. */
const peopleSeen = (source: string) => `
  select seen.viewer_id as "viewerId", ${userJson('u')} as "user", u.bio, u.created_at as "createdAt",
         u.last_seen_at as "lastSeenAt", u.show_last_seen as "showLastSeen", c.id as "chatId",
         r.requested_by as "requestedBy", r.requested_at as "requestedAt", r.friends_since as "friendsSince",
         r.low_blocked_at as "lowBlockedAt", r.high_blocked_at as "highBlockedAt"
    from (${source}) seen
    join users u on u.id = seen.other_id
    left join relations r
      on r.low_id = least(seen.viewer_id, u.id) and r.high_id = greatest(seen.viewer_id, u.id)
    left join chats c
      on c.low_id = least(seen.viewer_id, u.id) and c.high_id = greatest(seen.viewer_id, u.id)
   order by u.username using ~<~`;

/** Exported for the test that reads their plans. */
export const peopleQueries = {
  relations: peopleSeen(`
    select $1::uuid as viewer_id, high_id as other_id from relations where low_id = $1
    union all
    select $1::uuid, low_id from relations where high_id = $1`),
  byUsername: peopleSeen(`
    select $1::uuid as viewer_id, id as other_id from users where username = $2 and deleted_at is null`),
  // Who has exactly that name is the first of all whose name begins so.
  byPrefix: peopleSeen(`
    select $1::uuid as viewer_id, id as other_id from users
     where username like $2 and deleted_at is null and id <> $1
     order by username using ~<~ limit ${limits.peopleFoundMax}`),
  pairs: peopleSeen('select * from unnest($1::uuid[], $2::uuid[]) as pair(viewer_id, other_id)'),
} as const;

@Injectable()
export class PeopleRepository {
  constructor(private readonly database: DataSource) {}

  /** Everybody who is something to the viewer, in the viewer's own view. */
  async relationsOf(viewerId: string): Promise<SeenPerson[]> {
    const people = await this.query(peopleQueries.relations, [viewerId]);
    return people.filter(({ relation }) => relation !== 'none');
  }

  async byUsername(viewerId: string, username: string): Promise<SeenPerson | null> {
    const [person] = await this.query(peopleQueries.byUsername, [viewerId, username]);
    return person ?? null;
  }

  /** At most `limits.peopleFoundMax`, who has exactly that name first; without the viewer. */
  byPrefix(viewerId: string, prefix: string): Promise<SeenPerson[]> {
    const pattern = `${prefix.replace(/[\\%_]/g, '\\$&')}%`;
    return this.query(peopleQueries.byPrefix, [viewerId, pattern]);
  }

  /** How each of them sees the other one. */
  views(pairs: readonly (readonly [viewerId: string, otherId: string])[]): Promise<SeenPerson[]> {
    return this.query(peopleQueries.pairs, [
      pairs.map(([viewerId]) => viewerId),
      pairs.map(([, otherId]) => otherId),
    ]);
  }

  private async query(sql: string, parameters: unknown[]): Promise<SeenPerson[]> {
    return (await this.database.query<PersonRow[]>(sql, parameters)).map(seenPersonOf);
  }
}

function seenPersonOf({
  requestedBy,
  requestedAt,
  friendsSince,
  lowBlockedAt,
  highBlockedAt,
  ...person
}: PersonRow): SeenPerson {
  const side = sideOf(person.viewerId, person.user.id);
  const lowId = side === 'low' ? person.viewerId : person.user.id;
  const pair = pairOf({ requestedBy, requestedAt, friendsSince, lowBlockedAt, highBlockedAt }, lowId);
  return { ...person, ...viewOf(pair, side) };
}
