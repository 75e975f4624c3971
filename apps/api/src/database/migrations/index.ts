import { type MigrationInterface } from 'typeorm';

/** In the order in which they run. A migration that has been released is never edited. */
export const migrations: readonly (new () => MigrationInterface)[] = [];
