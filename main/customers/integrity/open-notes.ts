/**
 * The file of notes: what the agent has written, and nobody else has. It is verified whole at each start, backed up
 * beside the customers, and when damaged made anew from its newest backup and all that can still be read of it.
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
import { areNotesWhole, notedCustomers, readableNotes, writeNote } from '../queries/notes';
import type { Star } from '../queries/stars';
import { readableStars, writeStar } from '../queries/stars';
import { inTransaction, makePrivate, openConnection, schemaVersion } from '../store/connection';
import { isDamage } from '../store/damage';
import { FILE_PARTS, NOTES_FILE, stampOf } from '../store/files';
import type { Store } from '../store/store';
import { storeError } from '../store/store-error';
import type { Backup } from './backups';
import { NOTES_BACKUPS, listBackups, makeOneFile, verifiedWriteNumber } from './backups';
import { isStructureWhole } from './inspect-store';
import { setAside } from './set-aside';

/** What the agent has written, of a file that may be damaged. */
export interface ReadableFile {
  readonly notes: readonly CustomerNote[];
  readonly stars: readonly Star[];
}

export interface OpenedNotes {
  readonly notes: Store;
  /** What was done to a file that was damaged or lost. */
  readonly repair: NotesRepair | null;
}

/**
 * Opens the file of notes, making, migrating or repairing it as needed. One that was found damaged (`isSuspect`) is
 * repaired whatever its checks say. Fails with STORE_TOO_NEW, STORE_UNAVAILABLE, DISK_FULL or SQLITE_TOO_OLD.
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
    const repair = found === 'whole' ? null : makeAnew(folder, now, found);
    notes = openConnection(path);
    migrate(notes, NOTES_MIGRATIONS);
    return ok({ notes, repair });
  } catch (error) {
    notes?.close();
    return fail(storeError(error, 'notes'));
  }
}

/** The schema, as a number, where it is a newer app's. */
function stateOf(path: string): 'whole' | 'damaged' | 'absent' | number {
  if (!existsSync(path)) {
    return 'absent';
  }
  let notes: Store | undefined;
  try {
    notes = openConnection(path, { readonly: true });
    const version = schemaVersion(notes);
    if (!isStructureWhole(notes)) {
      return 'damaged';
    }
    if (version > NEWEST_NOTES_SCHEMA) {
      return version;
    }
    if (version === 0) {
      // Killed as it was made, or emptied by something else.
      return 'absent';
    }
    return areNotesWhole(notes) ? 'whole' : 'damaged';
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
 * Puts a new file in the place of one that is damaged or gone: the newest verified backup, with all that can still be
 * read of the old one over it. The old one goes aside only when the new one is whole on disk, so that a kill in between
 * loses nothing. Gives `null` where there was nothing to bring back.
 */
function makeAnew(folder: string, now: number, found: 'damaged' | 'absent'): NotesRepair | null {
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
  makeOneFile(restoring);
  flush(restoring);
  setAside(folder, NOTES_FILE, stampOf(now));
  moveFile(restoring, path);
  return { notes, backupAt: backup?.at ?? null };
}

/** Writes what could be read over what the backup has, and gives how many notes that makes. */
function fillIn(path: string, readable: ReadableFile): number {
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

function readAll(path: string): ReadableFile {
  let notes: Store | undefined;
  try {
    notes = openConnection(path, { readonly: true });
    return readableFile(notes);
  } catch (error) {
    if (isDamage(error)) {
      return NOTHING;
    }
    throw error;
  } finally {
    notes?.close();
  }
}

const NOTHING: ReadableFile = { notes: [], stars: [] };

/** What can still be read and is as it was written. */
export function readableFile(notes: Store): ReadableFile {
  return { notes: readableNotes(notes), stars: readableStars(notes) };
}

/** The newest by its content: a clock set back may give an older one the newer name. */
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
