import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the clone. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A path below it. */
export const inRoot = (...parts) => join(root, ...parts);

/** Ends with a sentence for the person at the terminal. */
export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
