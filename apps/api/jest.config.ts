import preset from '../../jest.preset.mjs';

/** On one real PostgreSQL; see `test/global-setup.mjs`. */
export default {
  ...preset,
  displayName: 'api',
  rootDir: import.meta.dirname,
  globalSetup: '<rootDir>/test/global-setup.mjs',
  globalTeardown: '<rootDir>/test/global-teardown.mjs',
};
