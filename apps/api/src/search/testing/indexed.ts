import { setTimeout as wait } from 'node:timers/promises';
import type { DataSource } from 'typeorm';

/** Resolves when everything that was written so far can be found. */
export async function indexed(database: DataSource): Promise<void> {
  const giveUpAt = performance.now() + 10_000;
  for (;;) {
    const [row] = await database.query<{ left: number }[]>('select count(*)::int as left from search_queue');
    if (row?.left === 0) return;
    if (performance.now() > giveUpAt) throw new Error(`${row?.left} messages are not indexed`);
    await wait(20);
  }
}
