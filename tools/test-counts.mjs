import { readFileSync } from 'node:fs';
import { inRoot } from './project.mjs';

export const jestReport = 'test-results/jest.json';
export const playwrightReport = 'test-results/playwright.json';

const readReport = (path) => JSON.parse(readFileSync(inRoot(path), 'utf8'));

/** What Jest reports, as `{ passed, failed, skipped, empty }`; `empty` names each project in which no test ran. */
export async function jestCounts() {
  const report = readReport(jestReport);
  const { default: config } = await import(inRoot('jest.config.ts'));
  const folders = config.projects.map((path) =>
    path.replace('<rootDir>/', '').replace('/jest.config.ts', ''),
  );
  const ranIn = (folder) =>
    report.testResults.some(
      ({ name, assertionResults }) => name.startsWith(inRoot(folder, '/')) && assertionResults.length > 0,
    );
  return {
    passed: report.numPassedTests,
    // A suite that cannot even be loaded has no tests to fail, and counts as one.
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
    empty: folders.filter((folder) => !ranIn(folder)),
  };
}

/** The same for Playwright, where a test that passed only when repeated counts as failed. */
export async function playwrightCounts() {
  const { stats, errors } = readReport(playwrightReport);
  const failed = stats.unexpected + stats.flaky + errors.length;
  const ran = stats.expected + failed;
  return { passed: stats.expected, failed, skipped: stats.skipped, empty: ran > 0 ? [] : ['apps/web-e2e'] };
}
