import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { dialog } from 'electron';
import type { AppError, CallDay, NoteInFile, NotesExport, NotesImport } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import { localDate } from '../../base/clock';
import { errorCode } from '../../base/error-code';
import { moveFile, removeFile } from '../../base/held-files';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { writeToDisk } from '../../base/safe-file';
import { notesFileText, readNotesFile } from '../../customer-files/notes-file';
import { FILE_TEXTS } from '../../customer-files/words';
import type { Customers } from '../../customers/client';
import type { WrittenNote } from '../../customers/writes/written-notes';
import { askSavePath } from '../window/save-dialog';
import type { CustomerExportParts } from './customer-export';

const EXTENSION = 'json';

/** The size limit of a file of notes; real ones are far smaller, even for all customers. */
const BYTES_MAX = 200 * 1024 * 1024;

/** The last import or the last call day, which can be undone until the app quits. */
interface Last {
  readonly customers: Customers;
  readonly written: readonly WrittenNote[];
  readonly starred: readonly string[];
}

/** Exports and imports the agent's notes, and sets the call day of several customers. */
export class NotesTransfer {
  readonly #parts: Omit<CustomerExportParts, 'workerPath'>;
  #lastImport: Last | null = null;
  #lastDay: Last | null = null;

  constructor(parts: Omit<CustomerExportParts, 'workerPath'>) {
    this.#parts = parts;
  }

  /**
   * Writes all notes to a file; `null` on cancel. Fails with TAKE_ALONG_NOT_SAVED or a cache error.
   */
  async export(): Promise<Result<NotesExport | null, AppError>> {
    const { clock, language, session, window } = this.#parts;
    const notes = await session().customers.ask('notesToTake');
    if (!notes.ok) {
      return notes;
    }
    const name = `${FILE_TEXTS[language()].notes}-Archibald-${localDate(clock.now())}.${EXTENSION}`;
    const path = await askSavePath(window(), name, this.#filters());
    if (path === null) {
      return ok(null);
    }
    const failure = write(path, notesFileText(notes.value));
    return failure === null ? ok({ path, ...countsOf(notes.value) }) : fail(failure);
  }

  /**
   * Merges the notes of a file. Returns `null` when the agent chooses no file. Changes nothing if
   * it fails with NOTES_FILE_INVALID, NOTES_FILE_TOO_NEW, NOTES_FILE_OTHERS or NOTE_NOT_SAVED.
   */
  async import(): Promise<Result<NotesImport | null, AppError>> {
    const { session, window } = this.#parts;
    const options = { properties: ['openFile' as const], filters: this.#filters() };
    const parent = window();
    const chosen = await (parent === null
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(parent, options));
    const [path] = chosen.filePaths;
    if (chosen.canceled || path === undefined) {
      return ok(null);
    }
    const text = read(path);
    const found = text.ok ? readNotesFile(text.value) : text;
    if (!found.ok) {
      return found;
    }
    const { customers } = session();
    const imported = await customers.importNotes(found.value);
    if (!imported.ok) {
      return imported;
    }
    const { report, written, starred } = imported.value;
    this.#lastImport = { customers, written, starred };
    return ok(report);
  }

  /** Undoes the last import of this account; returns the number of restored notes and stars. */
  async undoImport(): Promise<Result<number, AppError>> {
    const undone = await this.#undo(this.#lastImport);
    this.#lastImport = undone.ok ? null : this.#lastImport;
    return undone;
  }

  /** Sets the customers' call day; returns the number of changes. May fail with NOTE_NOT_SAVED. */
  async saveDay({
    customers: ids,
    dueOn,
  }: Pick<CallDay, 'customers' | 'dueOn'>): Promise<Result<number, AppError>> {
    const { customers } = this.#parts.session();
    const saved = await customers.saveCallDay(ids, dueOn);
    if (!saved.ok) {
      return saved;
    }
    this.#lastDay = { customers, written: saved.value, starred: [] };
    return ok(saved.value.length);
  }

  /** Undoes the last call day of this account; returns the number of restored notes. */
  async undoDay(): Promise<Result<number, AppError>> {
    const undone = await this.#undo(this.#lastDay);
    this.#lastDay = undone.ok ? null : this.#lastDay;
    return undone;
  }

  async #undo(last: Last | null): Promise<Result<number, AppError>> {
    const { customers } = this.#parts.session();
    return last?.customers === customers ? customers.undoWritten(last.written, last.starred) : ok(0);
  }

  #filters(): { name: string; extensions: string[] }[] {
    return [{ name: FILE_TEXTS[this.#parts.language()].notes, extensions: [EXTENSION] }];
  }
}

function countsOf(entries: readonly NoteInFile[]): Pick<NotesExport, 'notes' | 'stars'> {
  return {
    notes: entries.filter(({ text, dueOn }) => text !== '' || dueOn !== null).length,
    stars: entries.filter(({ isStarred }) => isStarred === true).length,
  };
}

/** Replaces a file atomically; only this user can read it. */
function write(path: string, text: string): AppError | null {
  const temporary = `${path}.new`;
  try {
    writeToDisk(temporary, text);
    moveFile(temporary, path);
    return null;
  } catch (error) {
    removeFile(temporary);
    const reason = errorCode(error);
    return appError('TAKE_ALONG_NOT_SAVED', `The file could not be written (${reason})`, { reason });
  }
}

function read(path: string): Result<string, AppError> {
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    return fstatSync(file).size > BYTES_MAX
      ? fail(appError('NOTES_FILE_INVALID', 'The file is too large to hold notes'))
      : ok(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = errorCode(error);
    return fail(appError('NOTES_FILE_INVALID', `The file could not be read (${reason})`, { reason }));
  } finally {
    if (file !== null) {
      closeSync(file);
    }
  }
}
