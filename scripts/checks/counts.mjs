import { readJson } from '../setup/stamp.mjs';

/** @typedef {import('vitest/node').JsonTestResults} VitestReport */
/** @typedef {import('playwright/types/testReporter').JSONReport} PlaywrightReport */
/** @typedef {import('playwright/types/testReporter').JSONReportSuite} PlaywrightSuite */

/**
 * The results of a test runner, with the names of failed tests for the end of the output.
 * @typedef {{ passed: number, failed: number, names: readonly string[] }} Counts
 */

/**
 * Counts the tests in vitest's report. A file that could not run counts as one failed test.
 * @param {Pick<VitestReport, 'numPassedTests'> & { testResults: readonly Pick<VitestReport['testResults'][number],
 *   'name' | 'status' | 'assertionResults'>[] } | null} report null if the runner did not write it
 * @param {number} exitCode @returns {Counts}
 */
export function vitestCounts(report, exitCode) {
  const names = (report?.testResults ?? []).flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === 'failed');
    return status === 'failed' && failed.length === 0
      ? [name]
      : failed.map(({ fullName }) => `${name} › ${fullName}`);
  });
  return counted(report?.numPassedTests ?? 0, names, exitCode);
}

/**
 * Counts the tests in playwright's report. A test that passed only on a retry has failed.
 * @param {Pick<PlaywrightReport, 'stats' | 'suites'> | null} report null if the runner did not write it
 * @param {number} exitCode @returns {Counts}
 */
export function playwrightCounts(report, exitCode) {
  return counted(report?.stats.expected ?? 0, (report?.suites ?? []).flatMap(failuresIn), exitCode);
}

/** @type {(suite: PlaywrightSuite) => string[]} */
function failuresIn({ file, specs, suites = [] }) {
  const failed = specs.filter(({ tests }) =>
    tests.some(({ status }) => ['unexpected', 'flaky'].includes(status)),
  );
  return [...failed.map(({ title }) => `${file} › ${title}`), ...suites.flatMap(failuresIn)];
}

/**
 * Counts the results. If the runner failed but named no failed test, one test has failed.
 * @param {number} passed @param {readonly string[]} names @param {number} exitCode
 */
function counted(passed, names, exitCode) {
  return { passed, failed: exitCode === 0 ? names.length : Math.max(names.length, 1), names };
}

/** Whether all tests passed, and at least one ran. @param {Omit<Counts, 'names'>} counts */
export function isGood({ passed, failed }) {
  return passed > 0 && failed === 0;
}

/** Reads a report; null if it is missing or truncated. @param {string} file @returns {unknown} */
export function readReport(file) {
  try {
    return readJson(file);
  } catch {
    return null;
  }
}
