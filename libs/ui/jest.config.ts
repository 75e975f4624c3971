import presets from 'jest-preset-angular/presets/index.js';

const { createEsmPreset } = presets;

const preset = createEsmPreset({ tsconfig: '<rootDir>/tsconfig.json' });

export default {
  ...preset,
  transform: { ...preset.transform, 'lucide-angular\\.mjs$': '<rootDir>/../../tools/lazy-icons.mjs' },
  transformIgnorePatterns: ['node_modules/(?!tslib|@lucide)'],
  displayName: 'ui',
  rootDir: import.meta.dirname,
  setupFilesAfterEnv: ['<rootDir>/src/test-setup.ts'],
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
};
