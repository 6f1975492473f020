/** Writes several notes at once, so that they can be undone together. */
import type { CustomerNote } from '../../../preload/contract';
import { countNotesWrite, getNoteRow, writeNote } from '../queries/notes';
import { getStar, writeStar } from '../queries/stars';
import { inTransaction } from '../store/connection';
import type { Store } from '../store/store';

export interface WrittenNote {
  readonly before: CustomerNote | null;
  readonly after: CustomerNote;
}

/** The time of a note emptied by undoing: older than any, so that a file can restore its text. */
const LONG_AGO = '1970-01-01T00:00:00.000Z';

/** Sets one call day for these customers, keeping their texts. Returns the changed notes. */
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

/** Undoes notes and stars, except those changed since. Returns the number undone. */
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

export function noNote(customerId: string): CustomerNote {
  return { customerId, text: '', dueOn: null, changedAt: LONG_AGO };
}

/** Whether two notes have the same text and day. */
export function isSame(one: CustomerNote | null, { text, dueOn }: CustomerNote): boolean {
  return (one?.text ?? '') === text && (one?.dueOn ?? null) === dueOn;
}
