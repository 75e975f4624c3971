import preset from '../../jest.preset.mjs';

/** On one real PostgreSQL; see `test/global-setup.mjs`. */
export default {
  ...preset,
  displayName: 'api',
  rootDir: import.meta.dirname,
  testTimeout: 30_000, // a whole server starts in half a second, or in ten when the machine is at its limits
  setupFiles: ['<rootDir>/test/load-nest.ts'],
  globalSetup: '<rootDir>/test/global-setup.mjs',
  testTimeout: 30_000, // the real application, PostgreSQL and argon2, perhaps on a busy machine
  globalTeardown: '<rootDir>/test/global-teardown.mjs',
};
