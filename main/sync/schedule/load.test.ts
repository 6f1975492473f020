import { expect, test } from 'vitest';
import { appError } from '../../../preload/contract';
import type { SyncRun } from '../../../preload/contract';
import { aRun } from '../../../tests/helpers/sync';
import { HOUR, MINUTE, SECOND } from '../../base/durations';
import { NO_LOAD, intervalUnderLoad, loadAfter } from './load';

const USUAL = { frequencyMs: 30 * MINUTE, medianExportMs: 8 * SECOND };
const NO_EXPORT = aRun({ outcome: 'failed', error: appError('EXPORT_TIMEOUT', 'slow') });

function exported(exportMs: number): SyncRun {
  return aRun({ stages: { login: 0, export: exportMs, read: 0, apply: 0 } });
}

test('a missing export doubles the interval, as does one that takes triple time and at least a minute', () => {
  expect(loadAfter(NO_LOAD, NO_EXPORT, USUAL).factor).toBe(2);
  expect(loadAfter(NO_LOAD, exported(70 * SECOND), USUAL).factor).toBe(2);
  expect(loadAfter(NO_LOAD, exported(50 * SECOND), USUAL).factor).toBe(1);
  expect(loadAfter(NO_LOAD, exported(70 * SECOND), { ...USUAL, medianExportMs: MINUTE }).factor).toBe(1);
  expect(loadAfter(NO_LOAD, exported(70 * SECOND), { ...USUAL, medianExportMs: null }).factor).toBe(1);
});

test('neither the sum of several attempts nor a quick export counts as slow', () => {
  const retried = aRun({ attempts: 3, stages: { login: 0, export: 63 * SECOND, read: 0, apply: 0 } });
  expect(loadAfter(NO_LOAD, retried, USUAL)).toEqual(NO_LOAD);
  expect(loadAfter({ factor: 4, goodRuns: 1 }, retried, USUAL)).toEqual({ factor: 4, goodRuns: 1 });
});

test('a portal that is down does not count as busy', () => {
  const down = aRun({ outcome: 'failed', error: appError('PORTAL_TIMEOUT', 'silent') });
  expect(loadAfter(NO_LOAD, down, USUAL)).toEqual(NO_LOAD);
  expect(loadAfter({ factor: 4, goodRuns: 1 }, down, USUAL)).toEqual(NO_LOAD);
});

test('two good runs in a row halve the interval', () => {
  const loaded = { factor: 4, goodRuns: 0 };
  const once = loadAfter(loaded, exported(8 * SECOND), USUAL);
  expect(once).toEqual({ factor: 4, goodRuns: 1 });
  expect(loadAfter(once, exported(8 * SECOND), USUAL)).toEqual({ factor: 2, goodRuns: 0 });
  expect(loadAfter(once, NO_EXPORT, USUAL)).toEqual({ factor: 8, goodRuns: 0 });
});

test('the interval grows to 4 hours at most and never falls below the setting', () => {
  let load = NO_LOAD;
  for (let run = 0; run < 20; run += 1) {
    load = loadAfter(load, NO_EXPORT, USUAL);
  }
  expect(intervalUnderLoad(30 * MINUTE, load)).toBe(4 * HOUR);
  expect(load.factor).toBe(8);
  expect(intervalUnderLoad(24 * HOUR, load)).toBe(24 * HOUR);
});
