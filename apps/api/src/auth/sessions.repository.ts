import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { newId } from '../database/ids.js';
import { refreshTokenLifetimeMs, siblingGraceMs } from './refresh-tokens.js';

/** What became of a refresh token that was presented. */
export type Rotation =
  | { readonly outcome: 'rotated'; readonly sessionId: string; readonly userId: string }
  | { readonly outcome: 'unknown' | 'expired' }
  | { readonly outcome: 'reused'; readonly sessionId: string };

/** A session that can be used, as its owner may see it. */
export interface OpenSession {
  readonly id: string;
  readonly userAgent: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
}

/** More than anybody has browsers; who logs in by a program has the last of them. */
const maxSessionsListed = 100;

interface PresentedToken {
  readonly id: string;
  readonly sessionId: string;
  readonly userId: string;
  readonly isOver: boolean;
  readonly isSpent: boolean;
  readonly isFirstUse: boolean;
}

/** All times are those of the database, which is one clock for every node. */
@Injectable()
export class SessionsRepository {
  constructor(private readonly database: DataSource) {}

  async isOpen(sessionId: string, userId: string): Promise<boolean> {
    const rows = await this.database.query<unknown[]>(
      'select 1 from sessions where id = $1 and user_id = $2 and ended_at is null',
      [sessionId, userId],
    );
    return rows.length > 0;
  }

  /** @returns the id of the new session; null where the account is gone, or has another password by now. */
  async open(
    user: { readonly id: string; readonly passwordHash: string },
    tokenHash: Buffer,
    userAgent: string,
  ): Promise<string | null> {
    const sessionId = newId();
    return this.database.transaction(async (transaction) => {
      // Locked against a change of the password, which ends the sessions that it finds.
      const found = await transaction.query<unknown[]>(
        'select 1 from users where id = $1 and password_hash = $2 and deleted_at is null for share',
        [user.id, user.passwordHash],
      );
      if (found.length === 0) return null;
      await transaction.query(
        `insert into sessions (id, user_id, created_at, last_used_at, user_agent)
         values ($1, $2, now(), now(), $3)`,
        [sessionId, user.id, userAgent],
      );
      await addToken(transaction, sessionId, tokenHash);
      return sessionId;
    });
  }

  /** Those that can still be used, the last used first. */
  openSessionsOf(userId: string): Promise<OpenSession[]> {
    return this.database.query(
      `select id, user_agent as "userAgent", created_at as "createdAt", last_used_at as "lastUsedAt"
         from sessions
        where user_id = $1 and ended_at is null and last_used_at > now() - make_interval(secs => $2)
        order by last_used_at desc, id desc limit $3`,
      [userId, refreshTokenLifetimeMs / 1_000, maxSessionsListed],
    );
  }

  /** @returns whether there was such a session of this person. */
  async end(userId: string, sessionId: string): Promise<boolean> {
    const [ended] = await this.database.query<[unknown[], number]>(
      'update sessions set ended_at = now() where id = $1 and user_id = $2 and ended_at is null returning id',
      [sessionId, userId],
    );
    return ended.length > 0;
  }

  /** The person whose token this is, for as long as it is stored, spent or not. */
  async userOfToken(tokenHash: Buffer): Promise<string | null> {
    const [row] = await this.database.query<{ userId: string }[]>(
      `select s.user_id as "userId" from refresh_tokens t join sessions s on s.id = t.session_id
        where t.token_hash = $1`,
      [tokenHash],
    );
    return row?.userId ?? null;
  }

  /** Trades a token for its successor, or for a sibling of it within the grace; a later reuse ends the session. */
  rotate(tokenHash: Buffer, successorHash: Buffer, userAgent: string): Promise<Rotation> {
    return this.database.transaction(async (transaction): Promise<Rotation> => {
      const token = await presentedToken(transaction, tokenHash);
      if (token === null) return { outcome: 'unknown' };
      const { sessionId, userId } = token;
      if (token.isOver) return { outcome: 'expired' };
      if (token.isSpent) {
        await transaction.query('update sessions set ended_at = now() where id = $1', [sessionId]);
        return { outcome: 'reused', sessionId };
      }
      if (token.isFirstUse) {
        await transaction.query('update refresh_tokens set used_at = now() where id = $1', [token.id]);
        await transaction.query('update sessions set last_used_at = now(), user_agent = $2 where id = $1', [
          sessionId,
          userAgent,
        ]);
      }
      await addToken(transaction, sessionId, successorHash);
      return { outcome: 'rotated', sessionId, userId };
    });
  }

  /** @returns the session that ended by this, if any. */
  async endByToken(tokenHash: Buffer): Promise<string | null> {
    const [rows] = await this.database.query<[{ id: string }[], number]>(
      `update sessions set ended_at = now()
        where id = (select session_id from refresh_tokens where token_hash = $1) and ended_at is null
        returning id`,
      [tokenHash],
    );
    return rows[0]?.id ?? null;
  }

  async endAll(userId: string): Promise<void> {
    await this.database.query(
      'update sessions set ended_at = now() where user_id = $1 and ended_at is null',
      [userId],
    );
  }

  /** Forgets what can no longer be used. Bounded, so that it never takes long; the rest is for the next time. */
  async purge(): Promise<void> {
    const lifetime = [refreshTokenLifetimeMs / 1_000];
    await this.database.query(
      `delete from sessions where id in (
         select id from sessions where last_used_at < now() - make_interval(secs => $1) limit 5000)`,
      lifetime,
    );
    await this.database.query(
      `delete from refresh_tokens where id in (
         select id from refresh_tokens where expires_at < now() limit 5000)`,
    );
  }
}

/** Locked, and its session with it: two requests with one token take turns. */
async function presentedToken(transaction: EntityManager, tokenHash: Buffer): Promise<PresentedToken | null> {
  const [row] = await transaction.query<PresentedToken[]>(
    `select t.id, t.session_id as "sessionId", s.user_id as "userId",
            s.ended_at is not null or t.expires_at <= now() as "isOver",
            coalesce(t.used_at <= clock_timestamp() - make_interval(secs => $2), false) as "isSpent",
            t.used_at is null as "isFirstUse"
       from refresh_tokens t join sessions s on s.id = t.session_id
      where t.token_hash = $1
        for update`,
    [tokenHash, siblingGraceMs / 1_000],
  );
  return row ?? null;
}

const addToken = (transaction: EntityManager, sessionId: string, tokenHash: Buffer): Promise<unknown> =>
  transaction.query(
    `insert into refresh_tokens (id, session_id, token_hash, issued_at, expires_at)
     values ($1, $2, $3, now(), now() + make_interval(secs => $4))`,
    [newId(), sessionId, tokenHash, refreshTokenLifetimeMs / 1_000],
  );
