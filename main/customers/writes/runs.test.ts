import { expect, onTestFinished, test } from 'vitest';
import { aRun } from '../../../tests/helpers/sync';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { openRuns } from '../integrity/open-runs';
import type { Store } from '../store/store';
import { beginRun, closeAbandonedRuns, finishRun, deleteOldRuns, listRuns } from './runs';

const AT = '2026-11-23T08:00:00.000Z';

function someRuns(folder = tempFolder()): Store {
  const opened = openRuns(folder, 0);
  if (!opened.ok) {
    throw new Error(opened.error.message);
  }
  onTestFinished(() => void opened.value.runs.close());
  return opened.value.runs;
}

test('a run that was never finished is closed as interrupted', () => {
  const runs = someRuns();
  beginRun(runs, 'schedule', AT, 0);
  expect(listRuns(runs, 10)).toEqual([]);
  closeAbandonedRuns(runs);
  expect(listRuns(runs, 10)).toMatchObject([{ number: 1, outcome: 'interrupted', trigger: 'schedule' }]);
});

test('a finished run is stored and read unchanged', () => {
  const runs = someRuns();
  const number = beginRun(runs, 'manual', AT, 0);
  const run = aRun({
    number,
    trigger: 'manual',
    outcome: 'failed',
    attempts: 4,
    counts: { processed: 1, added: 2, updated: 3, unchanged: 4, missing: 5 },
    stages: { login: 1, export: 2, read: 3, apply: 4 },
    warnings: { BAD_VALUE: 2 },
    reading: {
      sums: { printed: 6, verified: 6 },
      columns: [{ code: 'UNKNOWN_COLUMN', column: 'FINE ESCLUSIVA' }],
      filter: 'Clienti esclusivi',
    },
    logins: 1,
    error: { code: 'DOWNLOAD_BROKEN', message: 'cut', details: { sizeBytes: 12 } },
  });
  finishRun(runs, run);
  expect(listRuns(runs, 10)).toEqual([run]);
  expect(() => finishRun(runs, run)).toThrow('not under way');
});

test('runs are ordered by number, even if a clock was wrong', () => {
  const runs = someRuns();
  for (const startedAt of [AT, '2026-11-20T08:00:00.000Z', '2026-11-22T08:00:00.000Z']) {
    finishRun(runs, aRun({ number: beginRun(runs, 'schedule', startedAt, 0), startedAt }));
  }
  expect(listRuns(runs, 10).map(({ number }) => number)).toEqual([3, 2, 1]);
});

test('a number is never used twice, even if its run was deleted', () => {
  const runs = someRuns();
  const old = '2025-11-22T08:00:00.000Z';
  for (const at of [old, AT, AT]) {
    finishRun(runs, aRun({ number: beginRun(runs, 'schedule', at, 0), startedAt: at, endedAt: at }));
  }
  deleteOldRuns(runs, '2025-11-23T08:00:00.000Z');
  expect(listRuns(runs, 10).map(({ number }) => number)).toEqual([3, 2]);
  expect(beginRun(runs, 'schedule', AT, 0)).toBe(4);
});

test('numbering continues after the last applied run when the runs were lost', () => {
  expect(beginRun(someRuns(), 'schedule', AT, 41)).toBe(42);
});

test('a run whose start was lost is recorded', () => {
  const runs = someRuns();
  finishRun(runs, aRun({ number: 9 }));
  expect(listRuns(runs, 10)).toMatchObject([{ number: 9, outcome: 'success' }]);
});
