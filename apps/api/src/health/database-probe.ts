import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Longer than any query of ours; a load balancer that asks would not wait for more. */
const probeTimeoutMs = 2_000;

@Injectable()
export class DatabaseProbe {
  constructor(private readonly database: DataSource) {}

  /** Whether the database answers now. */
  async answers(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), probeTimeoutMs);
    });
    const answer = this.database.query('select 1').then(
      () => true,
      () => false,
    );
    return Promise.race([answer, silence]).finally(() => clearTimeout(timer));
  }
}
