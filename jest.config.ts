/** All Jest suites in one run; `nx test <project>` runs one. */
export default {
  projects: [
    'libs/contracts',
    'libs/chat',
    'libs/webrtc',
    'libs/ui',
    'apps/web',
    'apps/api',
    'apps/chat-trials',
  ].map((folder) => `<rootDir>/${folder}/jest.config.ts`),
  testTimeout: 30_000, // in a run of several projects Jest takes it from here only
  // Suites of ES modules leave memory behind, whatever they do: processes that have grown are replaced. Only workers are.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
};
