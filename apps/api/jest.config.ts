import preset from '../../jest.preset.mjs';

/** On one real PostgreSQL; see `test/global-setup.mjs`. */
export default {
  ...preset,
  displayName: 'api',
  rootDir: import.meta.dirname,
  setupFiles: ['<rootDir>/test/load-nest.ts'],
  globalSetup: '<rootDir>/test/global-setup.mjs',
  testTimeout: 30_000, // the real application, PostgreSQL and argon2, perhaps on a busy machine
  globalTeardown: '<rootDir>/test/global-teardown.mjs',
};
