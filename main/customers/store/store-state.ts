import type { PartialExport } from '../../../preload/contract';
import { contentDigest } from './content-digest';
import type { Store } from './store';

/** The contents of the one row of `store_state`. */
export interface StoreFacts {
  /** The number of changes to the file, by a sync or otherwise. */
  readonly writeNumber: number;
  /** The last applied run; 0 before the first one. */
  readonly runNumber: number;
  readonly syncedAt: string | null;
  readonly rowCount: number;
  readonly digest: string;
  readonly seenChange: number;
  readonly partialExport: PartialExport | null;
}

interface StateRow {
  readonly write_number: number;
  readonly run_number: number;
  readonly synced_at: string | null;
  readonly row_count: number;
  readonly digest: string;
  readonly seen_change: number;
  readonly partial_run: number | null;
  readonly partial_at: string | null;
  readonly partial_exported: number | null;
  readonly partial_known: number | null;
}

/** Thrown for a damaged store that has lost its state row. */
export class MissingStateError extends Error {
  constructor() {
    super('The store has no state');
    this.name = 'MissingStateError';
  }
}

/** Reads the store's state row. Throws {@link MissingStateError} if it is missing. */
export function readFacts(store: Store): StoreFacts {
  const row = store.prepare<[], StateRow>('SELECT * FROM store_state WHERE id = 1').get();
  if (row === undefined) {
    throw new MissingStateError();
  }
  return {
    writeNumber: row.write_number,
    runNumber: row.run_number,
    syncedAt: row.synced_at,
    rowCount: row.row_count,
    digest: row.digest,
    seenChange: row.seen_change,
    partialExport:
      row.partial_run === null
        ? null
        : {
            run: row.partial_run,
            at: row.partial_at ?? '',
            exported: row.partial_exported ?? 0,
            known: row.partial_known ?? 0,
          },
  };
}

/** Counts a write that does not change the customers, in the caller's transaction. */
export function countWrite(store: Store): void {
  store.prepare('UPDATE store_state SET write_number = write_number + 1 WHERE id = 1').run();
}

/** Counts a write that changes customers and updates their digest, in the caller's transaction. */
export function countContentWrite(store: Store): void {
  const { rowCount, digest } = contentDigest(store);
  store
    .prepare('UPDATE store_state SET write_number = write_number + 1, row_count = ?, digest = ? WHERE id = 1')
    .run(rowCount, digest);
}

/**
 * Records an applied run and its question, if any. A sync without changes writes only this row.
 * Updates the digest only if `isContentChanged`. Runs in the transaction that applies the run.
 */
export function countRun(
  store: Store,
  run: {
    readonly number: number;
    readonly at: string;
    readonly isContentChanged: boolean;
    readonly partialExport: PartialExport | null;
    /** Whether the run stored the first customers, which are not shown as news. */
    readonly isFirst: boolean;
  },
): void {
  const content = run.isContentChanged ? contentDigest(store) : { rowCount: null, digest: null };
  store
    .prepare(
      `UPDATE store_state SET write_number = write_number + 1, run_number = @number, synced_at = @at,
         row_count = coalesce(@rowCount, row_count), digest = coalesce(@digest, digest),
         seen_change = CASE WHEN @isFirst THEN (SELECT coalesce(max(number), 0) FROM changes) ELSE seen_change END,
         partial_run = @partialRun, partial_at = @partialAt, partial_exported = @exported, partial_known = @known
       WHERE id = 1`,
    )
    .run({
      number: run.number,
      at: run.at,
      ...content,
      isFirst: run.isFirst ? 1 : 0,
      partialRun: run.partialExport?.run ?? null,
      partialAt: run.partialExport?.at ?? null,
      exported: run.partialExport?.exported ?? null,
      known: run.partialExport?.known ?? null,
    });
}

/** Closes the question about a partial export. Runs in the caller's transaction. */
export function closeQuestion(store: Store): void {
  store.exec(
    `DELETE FROM partial_absent;
     UPDATE store_state SET partial_run = NULL, partial_at = NULL, partial_exported = NULL, partial_known = NULL`,
  );
}
