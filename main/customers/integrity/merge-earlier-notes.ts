import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CustomerNote } from '../../../preload/contract';
import { NOTE_LENGTH } from '../../../preload/contract/values';
import { countNotesWrite, getNoteRow, writeNote } from '../queries/notes';
import { getStar, writeStar } from '../queries/stars';
import { inTransaction, openConnection } from '../store/connection';
import { BACKUP_FOLDER, NOTES_FILE, STORE_FILE } from '../store/files';
import { foldText } from '../store/fold-text';
import { listEarlierCaches, readLabel, nameOwner } from '../store/other-caches';
import type { Cache, Store } from '../store/store';
import type { IntactNotes } from './open-notes';
import { openNotes, readIntactNotes } from './open-notes';

/**
 * Merges this account's notes and stars from folders of earlier caches. Such a cache could not
 * become the current one, or an earlier version left it. A folder of an earlier version names no
 * owner. It belongs to this account if more than half of its customers match by ID and name. The
 * folders stay and record that their notes were merged. Returns the number of rows written.
 */
export function mergeEarlierNotes({ folder, store, notes }: Cache, now: number): number {
  const { owner } = readLabel(folder);
  if (owner === null) {
    return 0;
  }
  let written = 0;
  for (const earlierCache of listEarlierCaches(folder)) {
    const label = readLabel(earlierCache);
    const isOurs = label.owner === null ? isOfSameAccount(store, earlierCache) : label.owner === owner;
    const found = isOurs && !label.areNotesTaken ? notesIn(earlierCache, now) : null;
    if (found !== null) {
      const merged = mergeNotes(notes, found);
      written += merged.written;
      nameOwner(earlierCache, owner, merged.areAllMerged);
    }
  }
  return written;
}

function isOfSameAccount(store: Store, earlierCache: string): boolean {
  const path = join(earlierCache, STORE_FILE);
  if (!existsSync(path)) {
    return false;
  }
  let other: Store | undefined;
  try {
    other = openConnection(path, { readonly: true });
    const theirs = other
      .prepare<[], { readonly id: string; readonly name: string }>('SELECT id, name FROM customers')
      .all();
    const nameOf = store.prepare<[string], string>('SELECT name FROM customers WHERE id = ?').pluck();
    const shared = theirs.filter(({ id, name }) => foldText(nameOf.get(id) ?? '') === foldText(name));
    return shared.length * 2 > theirs.length;
  } catch {
    // A damaged or locked store does not reveal its account.
    return false;
  } finally {
    other?.close();
  }
}

/** Reads a folder's notes and stars, repairing them if needed; `null` if opening them fails. */
function notesIn(earlierCache: string, now: number): IntactNotes | null {
  if (![NOTES_FILE, BACKUP_FOLDER].some((name) => existsSync(join(earlierCache, name)))) {
    return { notes: [], stars: [] };
  }
  const opened = openNotes(earlierCache, now);
  if (!opened.ok) {
    return null;
  }
  try {
    return readIntactNotes(opened.value.notes);
  } finally {
    opened.value.notes.close();
  }
}

interface Merged {
  readonly written: number;
  /** Whether all notes were merged; a note whose merged text is too long stays in its folder. */
  readonly areAllMerged: boolean;
}

/** Merges notes and stars: older text goes below newer, and a removed star stays removed. */
function mergeNotes(notes: Store, found: IntactNotes): Merged {
  return inTransaction(notes, () => {
    let [written, areAllMerged] = [0, true];
    for (const note of found.notes) {
      const known = getNoteRow(notes, note.customerId);
      const merged = known === null ? note : merge(known, note);
      if (merged.text.length > NOTE_LENGTH) {
        areAllMerged = false;
      } else if (isOther(known, merged)) {
        writeNote(notes, merged);
        written += 1;
      }
    }
    for (const star of found.stars) {
      if (star.isStarred && getStar(notes, star.customerId) === null) {
        writeStar(notes, star);
        written += 1;
      }
    }
    if (written > 0) {
      countNotesWrite(notes);
    }
    return { written, areAllMerged };
  });
}

function merge(known: CustomerNote, note: CustomerNote): CustomerNote {
  if (known.text === '' && known.dueOn === null) {
    // The agent emptied this note, so only text written later is added.
    return note.changedAt > known.changedAt ? note : known;
  }
  const dueOn = known.dueOn ?? note.dueOn;
  const isIn = known.text.includes(note.text);
  const text = isIn ? known.text : [known.text, note.text].filter((part) => part !== '').join('\n\n');
  return { ...known, text, dueOn };
}

function isOther(known: CustomerNote | null, { text, dueOn }: CustomerNote): boolean {
  return known === null ? text !== '' || dueOn !== null : known.text !== text || known.dueOn !== dueOn;
}
