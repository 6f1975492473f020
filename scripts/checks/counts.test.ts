import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../tests/helpers/temp-folder';
import {
  countsLine,
  isGood,
  playwrightCounts,
  playwrightFailures,
  readReport,
  vitestCounts,
  vitestFailures,
} from './counts.mjs';

const passed = { status: 'passed', fullName: 'reads' };
const failed = { status: 'failed', fullName: 'writes' };
const ranFile = { name: 'a.test.ts', status: 'passed', assertionResults: [passed] };
const failedFile = { name: 'b.test.ts', status: 'failed', assertionResults: [failed, passed] };
const brokenFile = { name: 'c.test.ts', status: 'failed', assertionResults: [] };

test('counts what vitest has run', () => {
  const report = { numPassedTests: 2, numFailedTests: 1, testResults: [ranFile, failedFile] };
  expect(vitestCounts(report, 1)).toEqual({ passed: 2, failed: 1 });
});

test('counts a test file that cannot be run as a failure', () => {
  const report = { numPassedTests: 1, numFailedTests: 0, testResults: [ranFile, brokenFile] };
  expect(vitestCounts(report, 1)).toEqual({ passed: 1, failed: 1 });
});

test('counts a runner that fails without saying where as a failure', () => {
  const report = { numPassedTests: 1, numFailedTests: 0, testResults: [ranFile] };
  expect(vitestCounts(report, 1)).toEqual({ passed: 1, failed: 1 });
  expect(vitestCounts(null, 1)).toEqual({ passed: 0, failed: 1 });
  expect(playwrightCounts(null, 137)).toEqual({ passed: 0, failed: 1 });
});

test('counts a test that passes only when tried again as a failure', () => {
  expect(playwrightCounts({ stats: { expected: 3, unexpected: 1, flaky: 1 } }, 1)).toEqual({
    passed: 3,
    failed: 2,
  });
});

test('is not content with a runner that ran nothing', () => {
  expect(isGood({ passed: 0, failed: 0 })).toBe(false);
  expect(isGood({ passed: 1, failed: 0 })).toBe(true);
  expect(isGood({ passed: 9, failed: 1 })).toBe(false);
});

test('names what failed', () => {
  const report = {
    numPassedTests: 2,
    numFailedTests: 1,
    testResults: [ranFile, failedFile, brokenFile],
  };
  expect(vitestFailures(report)).toEqual(['b.test.ts › writes', 'c.test.ts']);
  expect(vitestFailures(null)).toEqual([]);
  const file = 'app.spec.ts';
  const nested = { file, specs: [{ title: 'quits', ok: false }] };
  const suite = { file, specs: [{ title: 'opens', ok: true }], suites: [nested] };
  expect(playwrightFailures({ stats: { expected: 1, unexpected: 1, flaky: 0 }, suites: [suite] })).toEqual([
    'app.spec.ts › quits',
  ]);
  expect(playwrightFailures(null)).toEqual([]);
});

test('reads a report that is cut as none', () => {
  const path = join(tempFolder(), 'report.json');
  expect(readReport(path)).toBeNull();
  writeFileSync(path, '{"numPassedTests": 1');
  expect(readReport(path)).toBeNull();
});

test('ends with a line that says how many passed', () => {
  expect(countsLine('vitest', { passed: 3, failed: 0 })).toBe('vitest: 3 passed, 0 failed');
});
