import type { AppError, PartialExport } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { inTransaction } from '../store/connection';
import type { Store } from '../store/store';
import { closeQuestion, countContentWrite, readFacts } from '../store/store-state';
import { logChanges } from './changes';
import type { ChangeLog } from './changes';

/**
 * When more than this share and more than this number of customers vanish at once, the export is taken for filtered
 * or partial: what it holds is applied, nothing is marked missing (faults.md, 19 and 96).
 */
const VANISH_SHARE = 0.1;
const VANISH_COUNT = 20;
/** However few they are, an export that lacks more than this share is asked about. */
const VANISH_ALWAYS_SHARE = 0.5;

interface Known {
  readonly row: number;
  readonly id: string;
}

/** Whom the cache knows before an export is applied, apart from those that are removed already. */
export interface KnownBefore {
  /** In the last export, or absent from one that was taken for partial. */
  readonly present: readonly Known[];
  readonly missing: readonly Known[];
}

export function knownBefore(store: Store): KnownBefore {
  const select = (condition: string): Known[] =>
    store.prepare<[], Known>(`SELECT row, id FROM customers WHERE ${condition}`).all();
  return {
    present: select('missing_since IS NULL'),
    missing: select('missing_since IS NOT NULL AND removed_since IS NULL'),
  };
}

/** What an export's absences led to. */
export interface Absences {
  readonly missing: number;
  readonly removed: number;
  readonly partialExport: PartialExport | null;
}

/**
 * Marks who is absent: missing the first time, removed the second. If too many vanish at once nobody is marked, who
 * was absent is kept with the question to the agent, and an earlier question gives way to it: always the last export
 * is asked about, compared with the customers that no accepted export lacked. An export that is whole again closes
 * the question, and so does one that was narrowed by a filter (`mayMark` false): it says nothing of those it lacks. Part
 * of the transaction that applies the export.
 */
export function noteAbsent(
  store: Store,
  before: KnownBefore,
  exported: ReadonlySet<string>,
  run: { readonly number: number; readonly at: string; readonly changes: ChangeLog },
  mayMark: boolean,
): Absences {
  const gone = before.present.filter(({ id }) => !exported.has(id));
  store.exec('DELETE FROM partial_absent');
  if (!mayMark) {
    return { missing: 0, removed: 0, partialExport: null };
  }
  if (areTooMany(gone.length, before.present.length)) {
    const keep = store.prepare('INSERT INTO partial_absent (row) VALUES (?)');
    for (const { row } of gone) {
      keep.run(row);
    }
    const partialExport = {
      run: run.number,
      at: run.at,
      exported: exported.size,
      known: before.present.length,
    };
    return { missing: 0, removed: 0, partialExport };
  }
  const remove = store.prepare('UPDATE customers SET removed_since = ?, removed_run = ? WHERE row = ?');
  const stillGone = before.missing.filter(({ id }) => !exported.has(id));
  for (const { row, id } of stillGone) {
    remove.run(run.at, run.number, row);
    run.changes.event(id, 'removed');
  }
  markMissing(store, gone, run);
  return { missing: gone.length, removed: stillGone.length, partialExport: null };
}

function areTooMany(gone: number, present: number): boolean {
  return gone > VANISH_ALWAYS_SHARE * present || (gone > VANISH_COUNT && gone > VANISH_SHARE * present);
}

/**
 * Accepts the smaller list of run `run`: exactly those that were absent from it become missing, since then. Fails with
 * QUESTION_CLOSED when a later export has answered or replaced the question.
 */
export function acceptPartialExport(store: Store, run: number): Result<null, AppError> {
  const question = readFacts(store).partialExport;
  if (question?.run !== run) {
    return fail(appError('QUESTION_CLOSED', 'A later export has replaced this list', { run }));
  }
  inTransaction(store, () => {
    const absent = store
      .prepare<[], Known>(
        `SELECT customers.row, customers.id FROM partial_absent JOIN customers USING (row)
         WHERE customers.missing_since IS NULL`,
      )
      .all();
    markMissing(store, absent, {
      number: run,
      at: question.at,
      changes: logChanges(store, run, question.at),
    });
    closeQuestion(store);
    countContentWrite(store);
  });
  return ok(null);
}

function markMissing(
  store: Store,
  gone: readonly Known[],
  run: { readonly number: number; readonly at: string; readonly changes: ChangeLog },
): void {
  const mark = store.prepare('UPDATE customers SET missing_since = ?, missing_run = ? WHERE row = ?');
  for (const { row, id } of gone) {
    mark.run(run.at, run.number, row);
    run.changes.event(id, 'missing');
  }
}
