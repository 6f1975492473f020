/** Several notes that are written at once, which can be taken back. */
import type { CustomerNote } from '../../../preload/contract';
import { countNotesWrite, getNoteRow, writeNote } from '../queries/notes';
import { getStar, writeStar } from '../queries/stars';
import { inTransaction } from '../store/connection';
import type { Store } from '../store/store';

/** A note that was written, and the row that stood there. */
export interface WrittenNote {
  readonly before: CustomerNote | null;
  readonly after: CustomerNote;
}

/** A note emptied then gives way to any other, such as that of the same file when it is imported again. */
const LONG_AGO = '1970-01-01T00:00:00.000Z';

/** Sets one day to come back to these customers; their texts stay. Returns what has become another. */
export function writeCallDay(
  notes: Store,
  customerIds: readonly string[],
  dueOn: string,
  now: string,
): WrittenNote[] {
  return inTransaction(notes, () => {
    const written = [...new Set(customerIds)].flatMap((customerId) => {
      const before = getNoteRow(notes, customerId);
      if (before?.dueOn === dueOn) {
        return [];
      }
      const after = { customerId, text: before?.text ?? '', dueOn, changedAt: now };
      writeNote(notes, after);
      return [{ before, after }];
    });
    if (written.length > 0) {
      countNotesWrite(notes);
    }
    return written;
  });
}

/**
 * Takes that back, and the stars of these customers; a note that was changed since stays. Returns how many notes and
 * stars are as they were before.
 */
export function undoWritten(
  notes: Store,
  written: readonly WrittenNote[],
  starred: readonly string[] = [],
): number {
  return inTransaction(notes, () => {
    let undone = 0;
    for (const { before, after } of written) {
      const now = getNoteRow(notes, after.customerId);
      if (now !== null && isSame(now, after)) {
        const { customerId } = after;
        writeNote(notes, before ?? noNote(customerId));
        undone += 1;
      }
    }
    for (const customerId of starred) {
      if (getStar(notes, customerId) === true) {
        writeStar(notes, { customerId, isStarred: false });
        undone += 1;
      }
    }
    if (undone > 0) {
      countNotesWrite(notes);
    }
    return undone;
  });
}

/** Returns what stands for a customer without a note. */
export function noNote(customerId: string): CustomerNote {
  return { customerId, text: '', dueOn: null, changedAt: LONG_AGO };
}

/** Whether a note says what another does. */
export function isSame(one: CustomerNote | null, { text, dueOn }: CustomerNote): boolean {
  return (one?.text ?? '') === text && (one?.dueOn ?? null) === dueOn;
}
