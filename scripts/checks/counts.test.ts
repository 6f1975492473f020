import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { isGood, playwrightCounts, readReport, vitestCounts } from './counts.mjs';

type VitestFile = NonNullable<Parameters<typeof vitestCounts>[0]>['testResults'][number];
type PlaywrightReport = NonNullable<Parameters<typeof playwrightCounts>[0]>;

function vitestFile(name: string, status: 'passed' | 'failed', ...tests: string[]): VitestFile {
  const assertionResults = tests.map((one) => ({ status: one, fullName: `${one} test` }));
  return { name, status, assertionResults } as VitestFile;
}

/** Returns the report of a file with these test results; the last test is in a nested suite. */
function playwrightReport(...statuses: string[]): PlaywrightReport {
  const specs = statuses.map((status) => ({ title: status, tests: [{ status }] }));
  const suite = {
    file: 'a.spec.ts',
    specs: specs.slice(0, -1),
    suites: [{ file: 'a.spec.ts', specs: specs.slice(-1) }],
  };
  const expected = statuses.filter((status) => status === 'expected').length;
  return { stats: { expected }, suites: [suite] } as unknown as PlaywrightReport;
}

const passedFile = vitestFile('a.test.ts', 'passed', 'passed');
const failedFile = vitestFile('b.test.ts', 'failed', 'failed', 'passed');
const brokenFile = vitestFile('c.test.ts', 'failed');

test('vitest’s results are counted, failed tests are named, and a broken file counts as one', () => {
  const report = { numPassedTests: 2, testResults: [passedFile, failedFile, brokenFile] };
  const names = ['b.test.ts › failed test', 'c.test.ts'];
  expect(vitestCounts(report, 1)).toEqual({ passed: 2, failed: 2, names });
});

test('a runner that fails without naming a test counts as one failure', () => {
  const report = { numPassedTests: 1, testResults: [passedFile] };
  expect(vitestCounts(report, 1)).toEqual({ passed: 1, failed: 1, names: [] });
  expect(vitestCounts(report, 0)).toEqual({ passed: 1, failed: 0, names: [] });
  expect(vitestCounts(null, 1)).toMatchObject({ passed: 0, failed: 1 });
  expect(playwrightCounts(null, 137)).toMatchObject({ passed: 0, failed: 1 });
});

test('a test that passes only on a retry counts as a failure, and a skipped one does not count', () => {
  expect(
    playwrightCounts(playwrightReport('expected', 'flaky', 'skipped', 'expected', 'unexpected'), 1),
  ).toEqual({ passed: 2, failed: 2, names: ['a.spec.ts › flaky', 'a.spec.ts › unexpected'] });
});

test('a runner that ran nothing has not passed', () => {
  expect(isGood({ passed: 0, failed: 0 })).toBe(false);
  expect(isGood({ passed: 1, failed: 0 })).toBe(true);
  expect(isGood({ passed: 9, failed: 1 })).toBe(false);
});

test('a truncated report counts as missing', () => {
  const path = join(tempFolder(), 'report.json');
  expect(readReport(path)).toBeNull();
  writeFileSync(path, '{"numPassedTests": 1');
  expect(readReport(path)).toBeNull();
});
