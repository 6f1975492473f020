import { expect, test } from 'vitest';
import { aRun } from '../../../tests/helpers/sync';
import { dayFigures, runFigures } from './run-figures';

test('runFigures lists the last runs, oldest first, without cancelled ones', () => {
  const stages = { login: 1_349, export: 3_000, read: 449, apply: 51 };
  const counts = { processed: 9, added: 2, updated: 3, unchanged: 4, missing: 0 };
  const runs = [
    aRun({ number: 3, outcome: 'failed' }),
    aRun({ number: 2, outcome: 'cancelled' }),
    aRun({ number: 1, stages, counts }),
  ];
  expect(runFigures(runs)).toMatchObject([
    { number: 1, isFailed: false, login: 1.3, export: 3, read: 0.4, apply: 0.1, added: 2, updated: 3 },
    { number: 3, isFailed: true },
  ]);
});

test('runFigures omits the first sync run, which would flatten all others', () => {
  const everybody = { processed: 1_452, added: 1_452, updated: 0, unchanged: 0, missing: 0 };
  const runs = [aRun({ number: 2 }), aRun({ number: 1, counts: everybody })];
  expect(runFigures(runs).map(({ number }) => number)).toEqual([2]);
  expect(dayFigures(runs)).toMatchObject([{ succeeded: 2 }]);
});

test('runFigures keeps at most 24 runs', () => {
  const runs = Array.from({ length: 60 }, (_, index) => aRun({ number: 60 - index }));
  const numbers = runFigures(runs).map(({ number }) => number);
  expect(numbers).toHaveLength(24);
  expect(numbers.at(-1)).toBe(60);
});

test('dayFigures counts successes and failures by day', () => {
  const runs = [
    aRun({ startedAt: '2026-11-23T10:00:00.000Z' }),
    aRun({ startedAt: '2026-11-23T09:00:00.000Z', outcome: 'failed' }),
    aRun({ startedAt: '2026-11-22T12:00:00.000Z', outcome: 'failed' }),
    aRun({ startedAt: '2026-11-22T11:00:00.000Z', outcome: 'interrupted' }),
  ];
  expect(dayFigures(runs)).toEqual([
    { day: '2026-11-22', succeeded: 0, failed: 1 },
    { day: '2026-11-23', succeeded: 1, failed: 1 },
  ]);
});
