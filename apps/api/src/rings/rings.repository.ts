import { Injectable } from '@nestjs/common';
import type { CallRecord, RingOutcome, User } from '@parlour/contracts';
import { DataSource, QueryFailedError } from 'typeorm';
import { ApiError } from '../http/api-error.js';
import { userJson } from '../users/user-json.js';
import type { Ring } from './ring-board.js';

/** A ring that is over: what the log and the note in the chat tell of. Times in milliseconds since 1970. */
export interface EndedRing {
  readonly ring: Ring;
  readonly answeredAt: number | null;
  readonly endedAt: number;
  readonly outcome: RingOutcome;
}

interface RingRow extends Omit<Ring, 'startedAt'> {
  readonly startedAt: Date;
  readonly answeredAt: Date | null;
  readonly endedAt: Date | null;
  readonly outcome: RingOutcome | null;
}

interface RecordRow extends Omit<CallRecord, 'startedAt' | 'durationSeconds'> {
  readonly startedAt: Date;
  readonly answeredAt: Date | null;
  readonly endedAt: Date;
}

const ringRows = `
  select r.id, r.call_id as "callId", r.chat_id as "chatId", r.video, r.started_at as "startedAt",
         r.answered_at as "answeredAt", r.ended_at as "endedAt", r.outcome,
         ${userJson('caller')} as caller, ${userJson('callee')} as callee
    from rings r join users caller on caller.id = r.caller_id join users callee on callee.id = r.callee_id`;

/** One side of the log: a page of one index. */
const logSide = (mine: string, theirs: string, direction: CallRecord['direction']) => `
  (select id, ${theirs} as other_id, '${direction}' as direction from rings
    where ${mine} = $1 and id < $2 and ended_at is not null order by id desc limit $3)`;

/** Exported for the test that reads their plans. */
export const ringQueries = {
  log: `
    select r.id, r.chat_id as "chatId", page.direction, r.video, r.started_at as "startedAt", r.outcome,
           r.answered_at as "answeredAt", r.ended_at as "endedAt", ${userJson('u')} as person
      from (${logSide('caller_id', 'callee_id', 'outgoing')} union all
            ${logSide('callee_id', 'caller_id', 'incoming')} order by id desc limit $3) page
      join rings r on r.id = page.id join users u on u.id = page.other_id
     order by r.id desc`,
  open: `${ringRows} where r.ended_at is null`,
  withoutNote: `${ringRows}
     where r.id > $1 and r.ended_at is not null and not exists (
       select 1 from messages m where m.author_id = r.caller_id and m.client_message_id = r.id)`,
  partyOfCall: `
    select bool_or(answered_at is not null) as "wasConnected" from rings
     where call_id = $2 and (caller_id = $1 or (callee_id = $1 and answered_at is not null))`,
} as const;

/** Beyond every id. */
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

@Injectable()
export class RingsRepository {
  constructor(private readonly database: DataSource) {}

  /** @throws ApiError already_ringing, where the pair has an open ring: the index sees to it, whatever races. */
  async insert({ id, callId, chatId, caller, callee, video, startedAt }: Ring): Promise<void> {
    try {
      await this.database.query(
        `insert into rings (id, call_id, chat_id, caller_id, callee_id, video, started_at)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [id, callId, chatId, caller.id, callee.id, video, new Date(startedAt)],
      );
    } catch (error) {
      throw hasOpenRing(error) ? new ApiError('already_ringing') : error;
    }
  }

  async answer(ringId: string, at: number): Promise<void> {
    await this.database.query('update rings set answered_at = $2 where id = $1 and ended_at is null', [
      ringId,
      new Date(at),
    ]);
  }

  /** Again with the same is safe. A ring whose people are gone is gone too, and nothing happens. */
  async end({ ring, answeredAt, endedAt, outcome }: EndedRing): Promise<void> {
    await this.database.query(
      `update rings set answered_at = $2, ended_at = $3, outcome = $4 where id = $1 and ended_at is null`,
      [ring.id, dateOf(answeredAt), new Date(endedAt), outcome],
    );
  }

  /** A ring that never was: nobody has heard of it. */
  async discard(ringId: string): Promise<void> {
    await this.database.query('delete from rings where id = $1', [ringId]);
  }

  /** What a stopped server left open. */
  async open(): Promise<{ ring: Ring; answeredAt: number | null }[]> {
    const rows = await this.database.query<RingRow[]>(ringQueries.open);
    return rows.map((row) => ({ ring: ringOf(row), answeredAt: row.answeredAt?.getTime() ?? null }));
  }

  /** Those since then of which no chat tells: the server stopped in between. */
  async withoutNote(since: number): Promise<EndedRing[]> {
    const rows = await this.database.query<RingRow[]>(ringQueries.withoutNote, [firstIdOf(since)]);
    return rows.flatMap((row) =>
      row.endedAt === null || row.outcome === null
        ? []
        : [
            {
              ring: ringOf(row),
              answeredAt: row.answeredAt?.getTime() ?? null,
              endedAt: row.endedAt.getTime(),
              outcome: row.outcome,
            },
          ],
    );
  }

  /**
   * What somebody is in a call between people: a party of it who rang there, or answered there.
   * @returns null for everybody else; otherwise whether they ever talked in it.
   */
  async partyOfCall(userId: string, callId: string): Promise<{ wasConnected: boolean } | null> {
    const [row] = await this.database.query<{ wasConnected: boolean | null }[]>(ringQueries.partyOfCall, [
      userId,
      callId,
    ]);
    return row === undefined || row.wasConnected === null ? null : { wasConnected: row.wasConnected };
  }

  async wasRing(ringId: string, side: 'caller' | 'callee', userId: string): Promise<boolean> {
    const rows = await this.database.query<unknown[]>(
      `select 1 from rings where id = $1 and ${side}_id = $2`,
      [ringId, userId],
    );
    return rows.length > 0;
  }

  /** The calls of one person, newest first: those before that id. */
  async log(userId: string, before: string | undefined, limit: number): Promise<CallRecord[]> {
    const rows = await this.database.query<RecordRow[]>(ringQueries.log, [userId, before ?? lastId, limit]);
    return rows.map(({ answeredAt, endedAt, startedAt, ...row }) => ({
      ...row,
      startedAt: startedAt.toISOString(),
      durationSeconds: durationSeconds(answeredAt?.getTime() ?? null, endedAt.getTime()),
    }));
  }
}

/** Null where nobody answered. */
export const durationSeconds = (answeredAt: number | null, endedAt: number): number | null =>
  answeredAt === null ? null : Math.max(0, Math.floor((endedAt - answeredAt) / 1_000));

const dateOf = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/** The least UUIDv7 of that moment (RFC 9562 section 5.7): ids sort by their time. */
const firstIdOf = (ms: number): string =>
  `${ms.toString(16).padStart(12, '0')}00000000000000000000`.replace(
    /^(.{8})(.{4})(.{4})(.{4})(.{12})$/,
    '$1-$2-$3-$4-$5',
  );

const hasOpenRing = (error: unknown): boolean =>
  error instanceof QueryFailedError &&
  (error.driverError as { constraint?: string }).constraint === 'rings_open';

const ringOf = ({ id, callId, chatId, caller, callee, video, startedAt }: RingRow): Ring => ({
  id,
  callId,
  chatId,
  caller: caller satisfies User,
  callee,
  video,
  startedAt: startedAt.getTime(),
});
