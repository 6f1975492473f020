import type { AppError, CustomerNote, NoteInFile, NotesImport } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import { NOTE_LENGTH } from '../../../preload/contract/values';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { countNotesWrite, getNoteRow, listNotes, writeNote } from '../queries/notes';
import { getStar, starredCustomers, writeStar } from '../queries/stars';
import { inSnapshot, inTransaction } from '../store/connection';
import { foldText } from '../store/fold-text';
import type { Cache, Store } from '../store/store';
import type { WrittenNote } from './written-notes';
import { isSame, noNote } from './written-notes';

export interface ImportedNotes {
  readonly report: NotesImport;
  readonly written: readonly WrittenNote[];
  /** The customers that have become favourites. */
  readonly starred: readonly string[];
}

/** Returns all notes and stars with the names of their customers, for another computer. */
export function listNotesForExport({ store, notes }: Pick<Cache, 'store' | 'notes'>): NoteInFile[] {
  return inSnapshot(store, () => {
    const nameOf = namesIn(store);
    const written = listNotes(notes);
    const starred = new Set(starredCustomers(notes));
    return [...new Set([...written.keys(), ...starred])].map((customerId) => ({
      ...(written.get(customerId) ?? noNote(customerId)),
      name: nameOf(customerId),
      ...(starred.has(customerId) ? { isStarred: true } : {}),
    }));
  });
}

/**
 * Merges a file's notes with the existing ones by customer. The newer text comes first, then lines
 * found only in the older one. A star in either stays. Fails with NOTES_FILE_OTHERS if most
 * customers have other names here.
 */
export function importNotes(
  { store, notes }: Pick<Cache, 'store' | 'notes'>,
  found: readonly NoteInFile[],
  now: string,
): Result<ImportedNotes, AppError> {
  const nameOf = namesIn(store);
  if (areMostlyOtherCustomers(found, nameOf)) {
    return fail(appError('NOTES_FILE_OTHERS', "The notes are about another account's customers"));
  }
  const count = { added: 0, merged: 0, same: 0, tooLong: 0, unknown: 0 };
  const written: WrittenNote[] = [];
  const starred: string[] = [];
  inTransaction(notes, () => {
    for (const { customerId, text, dueOn, changedAt, isStarred = false } of found) {
      const isNewStar = isStarred && getStar(notes, customerId) !== true;
      if (isNewStar) {
        writeStar(notes, { customerId, isStarred });
        starred.push(customerId);
      }
      const before = getNoteRow(notes, customerId);
      // A clock that was ahead must not make a note newer than later text.
      const note = { customerId, text, dueOn, changedAt: changedAt > now ? now : changedAt };
      const after = before === null ? note : merge(before, note);
      if (after.text.length > NOTE_LENGTH) {
        count.tooLong += 1;
      } else if (isSame(before, after)) {
        // An entry with only a star is not a note.
        count.same += isEmpty(note) && isStarred ? 0 : 1;
      } else {
        writeNote(notes, after);
        written.push({ before, after });
        count[isEmpty(before) ? 'added' : 'merged'] += 1;
        count.unknown += nameOf(customerId) === null ? 1 : 0;
      }
    }
    if (written.length + starred.length > 0) {
      countNotesWrite(notes);
    }
  });
  const report = {
    ...count,
    stars: starred.length,
    canBeUndone: written.length + starred.length > 0,
  };
  return ok({ report, written, starred });
}

function namesIn(store: Store): (customerId: string) => string | null {
  const name = store.prepare<[string], string>('SELECT name FROM customers WHERE id = ?').pluck();
  return (customerId) => name.get(customerId) ?? null;
}

/** Whether most comparable customers have other names here: the IDs then mean other customers. */
function areMostlyOtherCustomers(
  found: readonly NoteInFile[],
  nameOf: (customerId: string) => string | null,
): boolean {
  const compared = found.flatMap(({ customerId, name }) => {
    const here = nameOf(customerId);
    return name === null || here === null ? [] : [foldText(name) === foldText(here)];
  });
  return compared.filter((isAlike) => !isAlike).length * 2 > compared.length;
}

function merge(known: CustomerNote, note: CustomerNote): CustomerNote {
  const [newer, older] = note.changedAt > known.changedAt ? [note, known] : [known, note];
  if (isEmpty(known)) {
    // The agent emptied this note, so only text written later is added.
    return newer;
  }
  const lines = older.text.split('\n').filter((line) => !newer.text.includes(line.trim()));
  const text = [newer.text, lines.join('\n')].filter((part) => part !== '').join('\n\n');
  return { ...newer, text, dueOn: newer.dueOn ?? older.dueOn };
}

function isEmpty(note: CustomerNote | null): boolean {
  return note === null || (note.text === '' && note.dueOn === null);
}
