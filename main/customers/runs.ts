import type { SyncRun, SyncTrigger } from '../../preload/contract';
import type { Store } from './open-store';

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
  readonly error: string | null;
}

/** Opens a run and gives its number. Until it is finished it counts as under way. */
export function beginRun(store: Store, trigger: SyncTrigger, startedAt: string): number {
  const insert = store.prepare('INSERT INTO sync_runs (trigger, started_at) VALUES (?, ?)');
  return Number(insert.run(trigger, startedAt).lastInsertRowid);
}

/** Writes how a run ended. Throws if there is no such run under way. */
export function finishRun(store: Store, run: SyncRun): void {
  const { changes } = store
    .prepare(
      `UPDATE sync_runs SET ended_at = @endedAt, outcome = @outcome, attempts = @attempts, duration_ms = @durationMs,
         processed = @processed, added = @added, updated = @updated, unchanged = @unchanged, missing = @missing,
         login_ms = @login, export_ms = @export, read_ms = @read, apply_ms = @apply, bytes = @bytes, pages = @pages,
         warnings = @warnings, error = @error
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
      error: run.error === null ? null : JSON.stringify(run.error),
    });
  if (changes !== 1) {
    throw new Error(`Run ${run.number} is not under way`);
  }
}

/** The last finished runs, newest first. */
export function listRuns(store: Store, limit: number): SyncRun[] {
  return store
    .prepare<[number], RunRow>(
      'SELECT * FROM sync_runs WHERE outcome IS NOT NULL ORDER BY number DESC LIMIT ?',
    )
    .all(limit)
    .map(toRun);
}

/** Closes what a crashed or killed app left open: such a run was interrupted, and what it wrote stands whole or not. */
export function closeAbandonedRuns(store: Store): void {
  store.exec(
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
    error: row.error === null ? null : (JSON.parse(row.error) as SyncRun['error']),
  };
}
