/** What every Node suite shares: ES modules by swc, decorators with the metadata that Nest reads. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
  moduleNameMapper: {
    '^@parlour/contracts$': '<rootDir>/../../libs/contracts/src/index.ts',
    '^@parlour/chat$': '<rootDir>/../../libs/chat/src/index.ts',
    '^@parlour/chat/testing$': '<rootDir>/../../libs/chat/src/testing/index.ts',
    '^@parlour/coturn$': '<rootDir>/../../libs/coturn/src/index.ts',
    '^@parlour/webrtc$': '<rootDir>/../../libs/webrtc/src/index.ts',
    '^@parlour/webrtc/testing$': '<rootDir>/../../libs/webrtc/src/testing/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};
