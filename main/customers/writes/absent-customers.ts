import type { AppError, PartialExport } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { inTransaction } from '../store/connection';
import type { Store } from '../store/store';
import { closeQuestion, countContentWrite, readFacts } from '../store/store-state';
import { logChanges } from './changes';
import type { ChangeLog } from './changes';
import type { ComparedRows, Known } from './compare-rows';

/**
 * The share and number of vanished customers that indicate a filtered or partial export. The data
 * of such an export are applied, but no customer is marked missing (faults.md, 19 and 96).
 */
const VANISH_SHARE = 0.1;
const VANISH_COUNT = 20;
/** The share of vanished customers beyond which the agent is asked, however few they are. */
const VANISH_ALWAYS_SHARE = 0.5;

export interface Absences {
  readonly missing: number;
  readonly removed: number;
  readonly partialExport: PartialExport | null;
}

/**
 * Marks absent customers: missing the first time, removed the second. If too many vanish at once,
 * none is marked: they are stored with a question to the agent, which replaces an earlier question.
 * Customers already marked missing do not count as vanished. A complete export closes the question.
 * So does a filtered one (`mayMark` false), as its absences mean nothing. Runs in the transaction
 * that applies the export.
 */
export function markAbsent(
  store: Store,
  before: Pick<ComparedRows, 'present' | 'missing'>,
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
  const stillMissing = before.missing.filter(({ id }) => !exported.has(id));
  for (const { row, id } of stillMissing) {
    remove.run(run.at, run.number, row);
    run.changes.event(id, 'removed');
  }
  markMissing(store, gone, run);
  return { missing: gone.length, removed: stillMissing.length, partialExport: null };
}

function areTooMany(gone: number, present: number): boolean {
  return gone > VANISH_ALWAYS_SHARE * present || (gone > VANISH_COUNT && gone > VANISH_SHARE * present);
}

/**
 * Accepts the partial export of run `run`: the customers absent from it become missing as of that
 * export. Fails with QUESTION_CLOSED if a later export has closed or replaced the question.
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
