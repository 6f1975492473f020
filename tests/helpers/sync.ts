import { MessageChannel } from 'node:worker_threads';
import type { ReadExport } from '../../main/sync/ports';
import type { SyncProgress, SyncRun, SyncStatus } from '../../preload/contract';

export function aRun(overrides: Partial<SyncRun> = {}): SyncRun {
  return {
    number: 1,
    trigger: 'schedule',
    startedAt: '2026-11-23T08:00:00.000Z',
    endedAt: '2026-11-23T08:00:07.000Z',
    durationMs: 7_000,
    outcome: 'success',
    attempts: 1,
    counts: { processed: 10, added: 0, updated: 0, unchanged: 10, missing: 0 },
    stages: { login: 1_000, export: 2_000, read: 3_000, apply: 1_000 },
    bytes: 1_000,
    pages: 8,
    warnings: {},
    reading: null,
    logins: 0,
    error: null,
    ...overrides,
  };
}

export function aStatus(metrics: Partial<SyncStatus['metrics']> = {}): SyncStatus {
  return {
    running: null,
    nextSyncAt: '2026-11-23T08:30:00.000Z',
    hold: null,
    heldLogin: null,
    pause: null,
    listFilter: null,
    customersTotal: 10,
    metrics: {
      logins: { today: 1, last30Days: 34 },
      lastSyncTime: '2026-11-23T08:00:07.000Z',
      lastSuccessTime: '2026-11-23T08:00:07.000Z',
      lastResult: aRun(),
      totalSyncs: 1,
      consecutiveFailures: 0,
      averageDuration: 7_000,
      medianDuration: 7_000,
      p95Duration: 7_000,
      errorRate: 0,
      unchangedShare: 1,
      health: 'healthy',
      ...metrics,
    },
  };
}

export function aProgress(overrides: Partial<SyncProgress> = {}): SyncProgress {
  return {
    runNumber: 1,
    trigger: 'schedule',
    stage: 'read',
    attempt: 1,
    maxAttempts: 4,
    fraction: 0.5,
    customersRead: 5,
    customersExpected: 10,
    bytesReceived: 0,
    startedAt: '2026-11-23T08:00:00.000Z',
    ...overrides,
  };
}

/** Creates an export of `count` customers that are never read. */
export function aReadExport(count: number, overrides: Partial<ReadExport> = {}): ReadExport {
  return {
    count,
    rows: new MessageChannel().port2,
    warnings: [],
    pages: 8,
    declaredCount: count,
    sums: { printed: 0, verified: 0 },
    ...overrides,
  };
}
