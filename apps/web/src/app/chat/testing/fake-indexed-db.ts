import 'fake-indexeddb/auto';
import { deserialize, serialize } from 'node:v8';
import { IDBFactory } from 'fake-indexeddb';

// Browsers have it, jsdom has not.
globalThis.structuredClone ??= <T>(value: T): T => deserialize(serialize(value)) as T;

const keepIn = (value: Pick<IDBFactory, 'open'>): void => {
  Object.defineProperty(globalThis, 'indexedDB', { configurable: true, value });
};

/** A browser that has kept nothing yet. */
export const browserKeepsAll = (): void => keepIn(new IDBFactory());

/** As where the person has blocked it. */
export const browserKeepsNothing = (): void =>
  keepIn({
    open: () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    },
  });
