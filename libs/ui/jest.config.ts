import presets from 'jest-preset-angular/presets/index.js';

const { createEsmPreset } = presets;

export default {
  ...createEsmPreset({ tsconfig: '<rootDir>/tsconfig.json' }),
  displayName: 'ui',
  rootDir: import.meta.dirname,
  setupFilesAfterEnv: ['<rootDir>/src/test-setup.ts'],
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
};
