import { expect, test } from 'vitest';
import type { SyncOutcome, SyncRun } from '../../preload/contract';
import { appError } from '../../preload/contract';
import { metricsOf } from './metrics';

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
    error: outcome === 'failed' ? appError('PORTAL_TIMEOUT', 'silent') : null,
  };
}

/** Figures after these runs, given in the order they happened. */
function after(...runs: SyncRun[]): ReturnType<typeof metricsOf>['metrics'] {
  return metricsOf([...runs].reverse()).metrics;
}

test('has no figures before the first run', () => {
  expect(after()).toMatchObject({
    lastSyncTime: null,
    totalSyncs: 0,
    averageDuration: null,
    errorRate: 0,
    health: 'unknown',
  });
});

test('averages the successful runs and rates the failed ones', () => {
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

test('tells the last run from the last success', () => {
  const figures = after(aRun(1, 'success'), aRun(2, 'failed'));
  expect(figures.lastSuccessTime).toBe('2026-11-23T08:01:00.000Z');
  expect(figures.lastSyncTime).toBe('2026-11-23T08:02:00.000Z');
  expect(figures.lastResult?.number).toBe(2);
});

test('counts failures in a row past cancelled and interrupted runs', () => {
  const figures = after(aRun(1, 'failed'), aRun(2, 'cancelled'), aRun(3, 'interrupted'), aRun(4, 'failed'));
  expect(figures).toMatchObject({ consecutiveFailures: 2, health: 'failing' });
});
