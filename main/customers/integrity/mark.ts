import { statSync } from 'node:fs';
import type { AppError } from '../../../preload/contract';
import { NEWEST_SCHEMA } from '../migrations';
import { inTransaction, schemaVersion } from '../store/connection';
import { fileDigest } from '../store/content-digest';
import type { Store } from '../store/store';
import { guarded } from '../store/store-error';
import { readFacts } from '../store/store-state';

/** The state of the customer store after its last write, kept in the file of runs. */
export interface Mark {
  readonly schemaVersion: number;
  readonly writeNumber: number;
  readonly runNumber: number;
  /** `null` if the write-ahead log could not be emptied, as the file alone is then incomplete. */
  readonly fileDigest: string | null;
}

/** Returns the mark; `null` before the first one. */
export function readMark(runs: Store): Mark | null {
  const row = runs
    .prepare<[], Mark>(
      `SELECT schema_version AS schemaVersion, write_number AS writeNumber, run_number AS runNumber,
         file_digest AS fileDigest FROM store_mark`,
    )
    .get();
  return row ?? null;
}

/**
 * Empties the store's write-ahead log into its file and stores the file's digest in the mark.
 * Called after each commit. Returns errors instead of throwing: they only make the next start check
 * more closely.
 */
export function checkpointAndMark(store: Store, runs: Store): AppError | null {
  const marked = guarded(() => {
    const [checkpoint] = store.pragma('wal_checkpoint(TRUNCATE)') as { readonly busy: number }[];
    const { writeNumber, runNumber } = readFacts(store);
    writeMark(runs, {
      schemaVersion: schemaVersion(store),
      writeNumber,
      runNumber,
      fileDigest: checkpoint?.busy === 0 ? fileDigest(store.name) : null,
    });
    return null;
  });
  return marked.ok ? null : marked.error;
}

/** Records the target schema before a migration, so that a higher number can only mean damage. */
export function announceMigration(runs: Store): void {
  runs
    .prepare('UPDATE store_mark SET schema_version = ? WHERE schema_version < ?')
    .run(NEWEST_SCHEMA, NEWEST_SCHEMA);
}

/** Returns the size of a file's write-ahead log in bytes; 0 when there is none. */
export function logBytes(path: string): number {
  return statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}

function writeMark(runs: Store, mark: Mark): void {
  inTransaction(runs, () => {
    runs
      .prepare(
        `INSERT OR REPLACE INTO store_mark (id, schema_version, write_number, run_number, file_digest)
         VALUES (1, @schemaVersion, @writeNumber, @runNumber, @fileDigest)`,
      )
      .run(mark);
  });
}
