import type { SyncRun, SyncTrigger } from '../../../preload/contract';
import { inTransaction } from '../store/connection';
import type { Store } from '../store/store';

/** The age up to which runs are kept, in months. */
export const RUNS_MONTHS = 12;

interface RunRow {
  readonly number: number;
  readonly trigger: SyncTrigger;
  readonly started_at: string;
  readonly ended_at: string;
  readonly outcome: SyncRun['outcome'];
  readonly attempts: number;
  readonly duration_ms: number;
  readonly processed: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly missing: number;
  readonly login_ms: number;
  readonly export_ms: number;
  readonly read_ms: number;
  readonly apply_ms: number;
  readonly bytes: number;
  readonly pages: number;
  readonly warnings: string;
  readonly reading: string | null;
  readonly logins: number;
  readonly error: string | null;
}

/**
 * Starts a run and returns its number, higher than all earlier ones. `lastApplied` is the number in
 * the customer store, needed if the runs were lost. The run counts as active until it is finished.
 */
export function beginRun(runs: Store, trigger: SyncTrigger, startedAt: string, lastApplied: number): number {
  const last = runs
    .prepare<[], { last: number }>(
      "SELECT coalesce(max(seq), 0) AS last FROM sqlite_sequence WHERE name = 'sync_runs'",
    )
    .get();
  const number = Math.max(last?.last ?? 0, lastApplied) + 1;
  runs
    .prepare('INSERT INTO sync_runs (number, trigger, started_at) VALUES (?, ?, ?)')
    .run(number, trigger, startedAt);
  return number;
}

/**
 * Records the end of a run. A run whose start was lost with a damaged file is written completely.
 * Throws if the run has already ended.
 */
export function finishRun(runs: Store, run: SyncRun): void {
  inTransaction(runs, () => {
    runs
      .prepare('INSERT OR IGNORE INTO sync_runs (number, trigger, started_at) VALUES (?, ?, ?)')
      .run(run.number, run.trigger, run.startedAt);
    writeEnd(runs, run);
  });
}

/** Deletes the runs started before `cutoff` (UTC ISO 8601), which retention.ts sets. */
export function deleteOldRuns(runs: Store, cutoff: string): void {
  runs.prepare('DELETE FROM sync_runs WHERE started_at < ?').run(cutoff);
}

function writeEnd(runs: Store, run: SyncRun): void {
  const { changes } = runs
    .prepare(
      `UPDATE sync_runs SET ended_at = @endedAt, outcome = @outcome, attempts = @attempts, duration_ms = @durationMs,
         processed = @processed, added = @added, updated = @updated, unchanged = @unchanged, missing = @missing,
         login_ms = @login, export_ms = @export, read_ms = @read, apply_ms = @apply, bytes = @bytes, pages = @pages,
         warnings = @warnings, reading = @reading, logins = @logins, error = @error
       WHERE number = @number AND outcome IS NULL`,
    )
    .run({
      number: run.number,
      endedAt: run.endedAt,
      outcome: run.outcome,
      attempts: run.attempts,
      durationMs: run.durationMs,
      bytes: run.bytes,
      pages: run.pages,
      ...run.counts,
      ...run.stages,
      warnings: JSON.stringify(run.warnings),
      reading: run.reading === null ? null : JSON.stringify(run.reading),
      logins: run.logins,
      error: run.error === null ? null : JSON.stringify(run.error),
    });
  if (changes !== 1) {
    throw new Error(`Run ${run.number} is not under way`);
  }
}

/** Returns the last finished runs, newest first. */
export function listRuns(runs: Store, limit: number): SyncRun[] {
  return runs
    .prepare<[number], RunRow>(
      'SELECT * FROM sync_runs WHERE outcome IS NOT NULL ORDER BY number DESC LIMIT ?',
    )
    .all(limit)
    .map(toRun);
}

/** Marks runs left open by a crashed app as interrupted. Exports are never applied in part. */
export function closeAbandonedRuns(runs: Store): void {
  runs.exec(
    `UPDATE sync_runs SET outcome = 'interrupted', ended_at = started_at,
       error = '{"code":"INTERRUPTED","message":"The app ended during the sync; nothing was half-written"}'
     WHERE outcome IS NULL`,
  );
}

function toRun(row: RunRow): SyncRun {
  return {
    number: row.number,
    trigger: row.trigger,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    durationMs: row.duration_ms,
    outcome: row.outcome,
    attempts: row.attempts,
    counts: {
      processed: row.processed,
      added: row.added,
      updated: row.updated,
      unchanged: row.unchanged,
      missing: row.missing,
    },
    stages: { login: row.login_ms, export: row.export_ms, read: row.read_ms, apply: row.apply_ms },
    bytes: row.bytes,
    pages: row.pages,
    warnings: JSON.parse(row.warnings) as SyncRun['warnings'],
    reading: row.reading === null ? null : (JSON.parse(row.reading) as SyncRun['reading']),
    logins: row.logins,
    error: row.error === null ? null : (JSON.parse(row.error) as SyncRun['error']),
  };
}
