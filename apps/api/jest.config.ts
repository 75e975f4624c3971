import preset from '../../jest.preset.mjs';

/** On one real PostgreSQL; see `test/global-setup.mjs`. */
export default {
  ...preset,
  displayName: 'api',
  rootDir: import.meta.dirname,
  setupFiles: ['<rootDir>/test/load-nest.ts'],
  globalSetup: '<rootDir>/test/global-setup.mjs',
  globalTeardown: '<rootDir>/test/global-teardown.mjs',
};
