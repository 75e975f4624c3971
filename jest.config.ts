/** All Jest suites in one run; `nx test <project>` runs one. */
export default {
  projects: ['libs/contracts', 'libs/webrtc', 'libs/ui', 'apps/web', 'apps/api'].map(
    (folder) => `<rootDir>/${folder}/jest.config.ts`,
  ),
};
