/** All Jest suites in one run; `nx test <project>` runs one. */
export default {
  testTimeout: 30_000, // Jest heeds only this one in a run of several projects; a busy machine is no failure
  projects: ['libs/contracts', 'libs/webrtc', 'libs/ui', 'apps/web', 'apps/api'].map(
    (folder) => `<rootDir>/${folder}/jest.config.ts`,
  ),
};
