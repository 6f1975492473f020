import { readJson } from '../setup/stamp.mjs';

/**
 * What a test runner has run.
 *
 * @typedef {{ passed: number, failed: number }} Counts
 */

/**
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {readonly VitestFile[]} testResults
 */

/**
 * @typedef {object} VitestFile
 * @property {string} name its path
 * @property {string} status
 * @property {readonly { status: string, fullName: string }[]} assertionResults
 */

/**
 * @typedef {object} PlaywrightReport
 * @property {{ expected: number, unexpected: number, flaky: number }} stats
 * @property {readonly PlaywrightSuite[]} [suites]
 */

/**
 * @typedef {object} PlaywrightSuite
 * @property {string} file
 * @property {readonly { title: string, ok: boolean }[]} specs
 * @property {readonly PlaywrightSuite[]} [suites]
 */

/**
 * Counts by the report of vitest. A file that could not be run counts as one failed test, and so does a runner that failed
 * without saying where: a failure must not look like none.
 *
 * @param {VitestReport | null} report null when the runner did not get as far as writing it
 * @param {number} exitCode
 * @returns {Counts}
 */
export function vitestCounts(report, exitCode) {
  const brokenFiles = (report?.testResults ?? []).filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((result) => result.status === 'failed'),
  ).length;
  const failed = (report?.numFailedTests ?? 0) + brokenFiles;
  return atLeastOneFailed({ passed: report?.numPassedTests ?? 0, failed }, exitCode);
}

/**
 * Counts by the report of playwright. A test that passed only when tried again has failed.
 *
 * @param {PlaywrightReport | null} report null when the runner did not get as far as writing it
 * @param {number} exitCode
 * @returns {Counts}
 */
export function playwrightCounts(report, exitCode) {
  const { expected = 0, unexpected = 0, flaky = 0 } = report?.stats ?? {};
  return atLeastOneFailed({ passed: expected, failed: unexpected + flaky }, exitCode);
}

/**
 * What failed, by name: the end of a long output is what is read first.
 *
 * @param {VitestReport | null} report
 * @returns {readonly string[]}
 */
export function vitestFailures(report) {
  return (report?.testResults ?? []).flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === 'failed');
    return status === 'failed' && failed.length === 0
      ? [name]
      : failed.map(({ fullName }) => `${name} › ${fullName}`);
  });
}

/**
 * What failed, by name.
 *
 * @param {PlaywrightReport | null} report
 * @returns {readonly string[]}
 */
export function playwrightFailures(report) {
  return (report?.suites ?? []).flatMap(failuresIn);
}

/** @type {(suite: PlaywrightSuite) => string[]} */
function failuresIn({ file, specs, suites = [] }) {
  const own = specs.filter(({ ok }) => !ok).map(({ title }) => `${file} › ${title}`);
  return [...own, ...suites.flatMap(failuresIn)];
}

/**
 * @param {Counts} counts
 * @param {number} exitCode
 * @returns {Counts}
 */
function atLeastOneFailed({ passed, failed }, exitCode) {
  return { passed, failed: exitCode === 0 ? failed : Math.max(failed, 1) };
}

/** Whether all is well; a runner that ran nothing has shown nothing. @param {Counts} counts */
export function isGood({ passed, failed }) {
  return passed > 0 && failed === 0;
}

/**
 * The line that ends the output of the checks, one for each runner.
 *
 * @param {string} runner
 * @param {Counts} counts
 */
export function countsLine(runner, { passed, failed }) {
  return `${runner}: ${passed} passed, ${failed} failed`;
}

/**
 * A runner's report; null when there is none or it is cut.
 *
 * @param {string} file
 * @returns {unknown}
 */
export function readReport(file) {
  try {
    return readJson(file);
  } catch {
    return null;
  }
}
