import { readJson } from '../setup/stamp.mjs';

/** @typedef {import('vitest/node').JsonTestResults} VitestReport */
/** @typedef {import('playwright/types/testReporter').JSONReport} PlaywrightReport */
/** @typedef {import('playwright/types/testReporter').JSONReportSuite} PlaywrightSuite */

/**
 * What a test runner has run, and the names of what failed: the end of a long output is what is read first.
 * @typedef {{ passed: number, failed: number, names: readonly string[] }} Counts
 */

/**
 * Counts by the report of vitest. A file that could not be run counts as one failed test.
 * @param {Pick<VitestReport, 'numPassedTests'> & { testResults: readonly Pick<VitestReport['testResults'][number],
 *   'name' | 'status' | 'assertionResults'>[] } | null} report null when the runner did not get as far as writing it
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
 * Counts by the report of playwright. A test that passed only when tried again has failed.
 * @param {Pick<PlaywrightReport, 'stats' | 'suites'> | null} report null when the runner did not get as far as writing it
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
 * A runner that failed without saying where has failed once: a failure must not look like none.
 * @param {number} passed @param {readonly string[]} names @param {number} exitCode
 */
function counted(passed, names, exitCode) {
  return { passed, failed: exitCode === 0 ? names.length : Math.max(names.length, 1), names };
}

/** Whether all is well; a runner that ran nothing has shown nothing. @param {Omit<Counts, 'names'>} counts */
export function isGood({ passed, failed }) {
  return passed > 0 && failed === 0;
}

/** A runner's report; null when there is none or it is cut. @param {string} file @returns {unknown} */
export function readReport(file) {
  try {
    return readJson(file);
  } catch {
    return null;
  }
}
