import { closeSync, fstatSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import type { AppError, NotesExport, NotesImport } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import { localDate } from '../../base/clock';
import { codeOf } from '../../base/error-code';
import { emptyFile, moveFile, removeFile, withFile } from '../../base/held-files';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import type { Customers } from '../../customers/client';
import type { ImportedNote } from '../../customers/writes/import-notes';
import { notesFileText, readNotesFile } from '../../take-along/notes-file';
import { WORDS } from '../../take-along/words';
import type { TakeAlongParts } from './take-along';

const EXTENSION = 'json';

/** Notes of every customer take far less; a larger file is another. */
const BYTES_MAX = 200 * 1024 * 1024;

/** Takes the agent's notes to another computer, and in from one. */
export class NotesDesk {
  readonly #parts: Omit<TakeAlongParts, 'workerPath'>;
  /** The last import, until the app ends. */
  #last: { readonly customers: Customers; readonly written: readonly ImportedNote[] } | null = null;

  constructor(parts: Omit<TakeAlongParts, 'workerPath'>) {
    this.#parts = parts;
  }

  /** Writes all notes into a file; `null` when the agent chooses none. Fails with TAKE_ALONG_NOT_SAVED, or as the cache does. */
  async export(): Promise<Result<NotesExport | null, AppError>> {
    const { clock, language, session, window } = this.#parts;
    const notes = await session().customers.ask('notesToTake');
    if (!notes.ok) {
      return notes;
    }
    const name = `${WORDS[language()].notes}-Archibald-${localDate(clock.now())}.${EXTENSION}`;
    const options = { defaultPath: join(app.getPath('documents'), name), filters: this.#filters() };
    const parent = window();
    const chosen = await (parent === null
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(parent, options));
    if (chosen.canceled || chosen.filePath === '') {
      return ok(null);
    }
    const trouble = write(chosen.filePath, notesFileText(notes.value));
    return trouble === null ? ok({ path: chosen.filePath, notes: notes.value.length }) : fail(trouble);
  }

  /**
   * Merges the notes of a file; `null` when the agent chooses none. Fails with NOTES_FILE_INVALID, NOTES_FILE_TOO_NEW,
   * NOTES_FILE_OTHERS or NOTE_NOT_SAVED; nothing is changed then.
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
    const { report, written } = imported.value;
    this.#last = { customers, written };
    return ok(report);
  }

  /** Takes the last import back; returns how many notes are as before. Another account's are left. */
  async undoImport(): Promise<Result<number, AppError>> {
    const last = this.#last;
    const { customers } = this.#parts.session();
    if (last?.customers !== customers) {
      return ok(0);
    }
    const undone = await customers.undoImport(last.written);
    this.#last = undone.ok ? null : last;
    return undone;
  }

  #filters(): { name: string; extensions: string[] }[] {
    return [{ name: WORDS[this.#parts.language()].notes, extensions: [EXTENSION] }];
  }
}

/** Puts a whole file in the place of what stood there; for this user only. */
function write(path: string, text: string): AppError | null {
  const temporary = `${path}.new`;
  try {
    withFile(emptyFile(temporary), (file) => {
      writeSync(file, text);
      fsyncSync(file);
    });
    moveFile(temporary, path);
    return null;
  } catch (error) {
    removeFile(temporary);
    const reason = codeOf(error);
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
    const reason = codeOf(error);
    return fail(appError('NOTES_FILE_INVALID', `The file could not be read (${reason})`, { reason }));
  } finally {
    if (file !== null) {
      closeSync(file);
    }
  }
}
