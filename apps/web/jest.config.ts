import presets from 'jest-preset-angular/presets/index.js';

const { createEsmPreset } = presets;

const preset = createEsmPreset({ tsconfig: '<rootDir>/tsconfig.json' });

export default {
  ...preset,
  transform: { ...preset.transform, 'lucide-angular\\.mjs$': '<rootDir>/../../tools/lazy-icons.mjs' },
  transformIgnorePatterns: ['node_modules/(?!tslib|@lucide)'],
  displayName: 'web',
  rootDir: import.meta.dirname,
  setupFilesAfterEnv: ['<rootDir>/src/test-setup.ts'],
  moduleNameMapper: {
    '^@parlour/contracts$': '<rootDir>/../../libs/contracts/src/index.ts',
    '^@parlour/chat$': '<rootDir>/../../libs/chat/src/index.ts',
    '^@parlour/chat/testing$': '<rootDir>/../../libs/chat/src/testing/index.ts',
    '^@parlour/webrtc$': '<rootDir>/../../libs/webrtc/src/index.ts',
    '^@parlour/webrtc/testing$': '<rootDir>/../../libs/webrtc/src/testing/index.ts',
    '^@parlour/ui$': '<rootDir>/../../libs/ui/src/index.ts',
    '^@parlour/ui/essentials$': '<rootDir>/../../libs/ui/src/essentials.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^tslib$': 'tslib/tslib.es6.js',
  },
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
};
