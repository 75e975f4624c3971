import { Initial0001 } from './0001-initial.js';
import { People0002 } from './0002-people.js';

/** In order. Only ever added to. */
export const migrations = [Initial0001, People0002];
