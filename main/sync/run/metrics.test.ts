import { expect, test } from 'vitest';
import type { SyncMetrics, SyncOutcome, SyncRun } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import { afterRestart, computeMetrics, summarise } from './metrics';

const NO_LOGINS = { today: 0, last30Days: 0 };

function aRun(number: number, outcome: SyncOutcome, durationMs = 1_000): SyncRun {
  const endedAt = new Date(Date.UTC(2026, 10, 23, 8, number)).toISOString();
  return {
    number,
    trigger: 'schedule',
    startedAt: endedAt,
    endedAt,
    durationMs,
    outcome,
    attempts: 1,
    counts: { processed: 0, added: 0, updated: 0, unchanged: 0, missing: 0 },
    stages: { login: 0, export: 0, read: 0, apply: 0 },
    bytes: 0,
    pages: 0,
    warnings: {},
    reading: null,
    logins: 0,
    error: outcome === 'failed' ? appError('PORTAL_TIMEOUT', 'silent') : null,
  };
}

/** Returns the metrics after these runs, in the order they happened. */
function after(...runs: SyncRun[]): SyncMetrics {
  return summarise(computeMetrics([...runs].reverse()), NO_LOGINS);
}

test('metrics are empty before the first run', () => {
  expect(after()).toMatchObject({
    lastSyncTime: null,
    totalSyncs: 0,
    averageDuration: null,
    errorRate: 0,
    health: 'unknown',
  });
});

test('successful runs are averaged, and failed ones lower the rate', () => {
  const figures = after(
    aRun(1, 'success', 1_000),
    aRun(2, 'failed', 90_000),
    aRun(3, 'success', 2_000),
    aRun(4, 'cancelled'),
  );
  expect(figures).toMatchObject({
    totalSyncs: 4,
    averageDuration: 1_500,
    health: 'healthy',
    consecutiveFailures: 0,
  });
  expect(figures.errorRate).toBeCloseTo(1 / 3);
});

test('the last run differs from the last success', () => {
  const figures = after(aRun(1, 'success'), aRun(2, 'failed'));
  expect(figures.lastSuccessTime).toBe('2026-11-23T08:01:00.000Z');
  expect(figures.lastSyncTime).toBe('2026-11-23T08:02:00.000Z');
  expect(figures.lastResult?.number).toBe(2);
});

test('consecutive failures are counted across cancelled and interrupted runs', () => {
  const figures = after(aRun(1, 'failed'), aRun(2, 'cancelled'), aRun(3, 'interrupted'), aRun(4, 'failed'));
  expect(figures).toMatchObject({ consecutiveFailures: 2, health: 'failing' });
});

test('failures by hand are not counted, and a run with retries has no export time', () => {
  const byHand = { ...aRun(2, 'failed'), trigger: 'manual' as const };
  expect(after(aRun(1, 'failed'), byHand)).toMatchObject({ consecutiveFailures: 1, health: 'failing' });
  const retried = { ...aRun(2, 'success'), attempts: 3 };
  expect(computeMetrics([retried]).medianExportMs).toBeNull();
});

test('median and 95th percentile use successful runs only', () => {
  const runs = Array.from({ length: 20 }, (_, index) => aRun(index + 1, 'success', (index + 1) * 1_000));
  expect(after(...runs)).toMatchObject({ medianDuration: 10_500, p95Duration: 19_000 });
  expect(after(aRun(1, 'success', 7_000))).toMatchObject({ medianDuration: 7_000, p95Duration: 7_000 });
  expect(after(aRun(1, 'failed'))).toMatchObject({ medianDuration: null, p95Duration: null });
});

test('the success rate uses the last hundred runs only', () => {
  const old = Array.from({ length: 50 }, (_, index) => aRun(index + 1, 'failed'));
  const recent = Array.from({ length: 100 }, (_, index) =>
    aRun(51 + index, index % 25 === 0 ? 'failed' : 'success'),
  );
  expect(after(...old, ...recent)).toMatchObject({ errorRate: 0.04, totalSyncs: 150 });
});

test('the metrics include the share of unchanged customers', () => {
  const changed = { processed: 100, added: 1, updated: 3, unchanged: 96, missing: 0 };
  const all = { processed: 100, added: 0, updated: 0, unchanged: 100, missing: 0 };
  const figures = after({ ...aRun(1, 'success'), counts: changed }, { ...aRun(2, 'success'), counts: all });
  expect(figures.unchangedShare).toBeCloseTo(0.98);
  expect(after(aRun(1, 'failed')).unchangedShare).toBeNull();
});

test('a run that only found an unmet condition is not counted', () => {
  const offline: SyncRun = { ...aRun(2, 'failed'), error: appError('OFFLINE', 'no network') };
  expect(after(aRun(1, 'success'), offline)).toMatchObject({
    consecutiveFailures: 0,
    errorRate: 0,
    health: 'healthy',
    totalSyncs: 2,
  });
});

test('a restart resets the health to unknown and keeps the rest', () => {
  const figures = summarise(afterRestart(computeMetrics([aRun(1, 'success')])), NO_LOGINS);
  expect(figures).toMatchObject({
    health: 'unknown',
    totalSyncs: 1,
    lastSuccessTime: '2026-11-23T08:01:00.000Z',
  });
});

test('the filter of the last successful export is kept over later failures', () => {
  const reading = { sums: { printed: 0, verified: 0 }, columns: [], filter: 'Clienti esclusivi' };
  const narrowed = { ...aRun(1, 'success'), reading };
  expect(computeMetrics([narrowed]).listFilter).toBe('Clienti esclusivi');
  expect(computeMetrics([aRun(2, 'failed'), narrowed]).listFilter).toBe('Clienti esclusivi');
  expect(computeMetrics([aRun(2, 'success'), narrowed]).listFilter).toBeNull();
});
