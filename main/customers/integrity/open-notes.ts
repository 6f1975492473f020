/**
 * Opens the file of notes. Notes are the agent's own text, which exists nowhere else. The file is
 * therefore verified completely at each start and backed up with the customers. A damaged file is
 * rebuilt from its newest backup and all rows that can still be read.
 */
import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { AppError, CustomerNote, NotesRepair } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import { copyFile, moveFile, removeFile } from '../../base/held-files';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { NEWEST_NOTES_SCHEMA, NOTES_MIGRATIONS } from '../migrations';
import { migrate } from '../migrations/migrate';
import { areNotesIntact, notedCustomers, readIntactNoteRows, writeNote } from '../queries/notes';
import type { Star } from '../queries/stars';
import { readIntactStars, writeStar } from '../queries/stars';
import { inTransaction, makePrivate, openConnection, schemaVersion } from '../store/connection';
import { isDamage } from '../store/damage';
import { FILE_PARTS, NOTES_FILE, formatStamp } from '../store/files';
import type { Store } from '../store/store';
import { storeError } from '../store/store-error';
import type { Backup } from './backups';
import { NOTES_BACKUPS, listBackups, removeWriteAheadLog, verifiedWriteNumber } from './backups';
import { isStructureIntact } from './inspect-store';
import { quarantine } from './quarantine';

/** The readable notes and stars of a file that may be damaged. */
export interface IntactNotes {
  readonly notes: readonly CustomerNote[];
  readonly stars: readonly Star[];
}

export interface OpenedNotes {
  readonly notes: Store;
  readonly repair: NotesRepair | null;
}

/**
 * Opens the file of notes, creating, migrating or repairing it as needed. A suspect file is
 * repaired even if its checks pass. Fails with STORE_TOO_NEW, STORE_UNAVAILABLE, DISK_FULL or
 * SQLITE_TOO_OLD.
 */
export function openNotes(folder: string, now: number, isSuspect = false): Result<OpenedNotes, AppError> {
  const path = join(folder, NOTES_FILE);
  let notes: Store | undefined;
  try {
    const found = isSuspect && existsSync(path) ? 'damaged' : stateOf(path);
    if (typeof found === 'number') {
      const details = { found, known: NEWEST_NOTES_SCHEMA };
      return fail(appError('STORE_TOO_NEW', 'A newer version of the app wrote the notes', details));
    }
    const repair = found === 'whole' ? null : recreateNotes(folder, now, found);
    notes = openConnection(path);
    migrate(notes, NOTES_MIGRATIONS);
    return ok({ notes, repair });
  } catch (error) {
    notes?.close();
    return fail(storeError(error, 'notes'));
  }
}

/** Returns the state of the file; for a newer app's file, its schema version. */
function stateOf(path: string): 'whole' | 'damaged' | 'absent' | number {
  if (!existsSync(path)) {
    return 'absent';
  }
  let notes: Store | undefined;
  try {
    notes = openConnection(path, { readonly: true });
    const version = schemaVersion(notes);
    if (!isStructureIntact(notes)) {
      return 'damaged';
    }
    if (version > NEWEST_NOTES_SCHEMA) {
      return version;
    }
    if (version === 0) {
      // The app was killed while creating the file, or something else emptied it.
      return 'absent';
    }
    return areNotesIntact(notes) ? 'whole' : 'damaged';
  } catch (error) {
    if (isDamage(error)) {
      return 'damaged';
    }
    throw error;
  } finally {
    notes?.close();
  }
}

/**
 * Replaces a damaged or lost file by its newest verified backup and all rows that can still be
 * read. Quarantines the old file once the new one is on disk, so that a kill loses nothing. Returns
 * `null` if there was nothing to restore.
 */
function recreateNotes(folder: string, now: number, found: 'damaged' | 'absent'): NotesRepair | null {
  const path = join(folder, NOTES_FILE);
  const backup = newestBackup(folder);
  const readable = found === 'damaged' ? readAll(path) : NOTHING;
  if (found === 'absent' && backup === null) {
    return null;
  }
  const restoring = `${path}.restoring`;
  for (const part of FILE_PARTS) {
    removeFile(`${restoring}${part}`);
  }
  if (backup !== null) {
    copyFile(backup.path, restoring);
  }
  makePrivate(restoring);
  const notes = fillIn(restoring, readable);
  removeWriteAheadLog(restoring);
  flush(restoring);
  quarantine(folder, NOTES_FILE, formatStamp(now));
  moveFile(restoring, path);
  return { notes, backupAt: backup?.at ?? null };
}

/** Overwrites the backup's rows by readable ones. Returns the number of customers with notes. */
function fillIn(path: string, readable: IntactNotes): number {
  const notes = openConnection(path);
  try {
    migrate(notes, NOTES_MIGRATIONS);
    inTransaction(notes, () => {
      readable.notes.forEach((note) => writeNote(notes, note));
      readable.stars.forEach((star) => writeStar(notes, star));
      notes.exec('UPDATE notes_state SET write_number = write_number + 1');
    });
    return notedCustomers(notes).length;
  } finally {
    notes.close();
  }
}

function readAll(path: string): IntactNotes {
  let notes: Store | undefined;
  try {
    notes = openConnection(path, { readonly: true });
    return readIntactNotes(notes);
  } catch (error) {
    if (isDamage(error)) {
      return NOTHING;
    }
    throw error;
  } finally {
    notes?.close();
  }
}

const NOTHING: IntactNotes = { notes: [], stars: [] };

/** Returns the notes and stars that can be read and match their hashes. */
export function readIntactNotes(notes: Store): IntactNotes {
  return { notes: readIntactNoteRows(notes), stars: readIntactStars(notes) };
}

/** Returns the backup with the newest content, whatever the time in its name. */
function newestBackup(folder: string): Backup | null {
  const [newest] = listBackups(folder, NOTES_BACKUPS)
    .flatMap((backup) => {
      const writeNumber = verifiedWriteNumber(backup, NOTES_BACKUPS);
      return writeNumber === null ? [] : [{ backup, writeNumber }];
    })
    .sort((left, right) => right.writeNumber - left.writeNumber);
  return newest?.backup ?? null;
}

function flush(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
