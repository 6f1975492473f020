import { statSync } from 'node:fs';
import type { AppError } from '../../../preload/contract';
import { NEWEST_SCHEMA } from '../migrations';
import { inTransaction, schemaVersion } from '../store/connection';
import { fileDigest } from '../store/content-digest';
import type { Store } from '../store/store';
import { guarded } from '../store/store-error';
import { readFacts } from '../store/store-state';

/** What the customer store was when it was last written; kept beside the runs, outside the store. */
export interface Mark {
  readonly schemaVersion: number;
  readonly writeNumber: number;
  readonly runNumber: number;
  /** `null` when the write-ahead log could not be emptied: then the file alone is not the whole store. */
  readonly fileDigest: string | null;
}

/** `null` before the first. */
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
 * Empties the store's write-ahead log into its file and marks outside what the file is now. Comes after each commit;
 * a failure costs nothing but that the next start has to look more closely, so it is told and not thrown.
 */
export function seal(store: Store, runs: Store): AppError | null {
  const sealed = guarded(() => {
    const [checkpoint] = store.pragma('wal_checkpoint(TRUNCATE)') as { readonly busy: number }[];
    const { writeNumber, runNumber } = readFacts(store);
    writeMark(runs, {
      schemaVersion: schemaVersion(store),
      writeNumber,
      runNumber,
      fileDigest: checkpoint?.busy === 0 ? fileDigest(store.name) : null,
    });
    runs.pragma('wal_checkpoint(TRUNCATE)');
    return null;
  });
  return sealed.ok ? null : sealed.error;
}

/**
 * Says before a migration which schema is to come, so that a schema number beyond it can only be damage. Without a mark
 * there is nothing to compare with, and nothing is done.
 */
export function announceMigration(runs: Store): void {
  runs
    .prepare('UPDATE store_mark SET schema_version = ? WHERE schema_version < ?')
    .run(NEWEST_SCHEMA, NEWEST_SCHEMA);
}

/** Size of a file's write-ahead log in bytes; 0 when there is none. */
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
