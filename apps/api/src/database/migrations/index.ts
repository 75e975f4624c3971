import { type MigrationInterface } from 'typeorm';
import { Initial0001 } from './0001-initial.js';
import { People0002 } from './0002-people.js';
import { Chat0003 } from './0003-chat.js';

/** In the order in which they run. A migration that has been released is never edited. */
export const migrations: readonly (new () => MigrationInterface)[] = [Initial0001, People0002, Chat0003];
