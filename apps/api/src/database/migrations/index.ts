import { type MigrationInterface } from 'typeorm';
import { Initial0001 } from './0001-initial.js';

/** In the order in which they run. A migration that has been released is never edited. */
export const migrations: readonly (new () => MigrationInterface)[] = [Initial0001];
