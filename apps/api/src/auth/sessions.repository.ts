import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

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
}
