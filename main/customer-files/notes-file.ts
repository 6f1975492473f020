import { z } from 'zod';
import type { AppError, NoteInFile } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import { NOTE_LENGTH } from '../../preload/contract/values';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';

const FORMAT = 'archibald-notes';
const VERSION = 1;

const headSchema = z.object({ format: z.literal(FORMAT), version: z.int().min(1) });

const fileSchema = headSchema.extend({
  notes: z
    .array(
      z.object({
        customerId: z.string().min(1).max(500),
        name: z.string().max(1_000).nullable(),
        text: z.string().max(NOTE_LENGTH),
        dueOn: z.iso.date().nullable(),
        changedAt: z.iso.datetime(),
        isStarred: z.boolean().optional(),
      }),
    )
    .max(1_000_000),
});

/** Returns the text of a file that moves notes to another computer and that people can read. */
export function notesFileText(notes: readonly NoteInFile[]): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, notes }, null, 2)}\n`;
}

/**
 * Returns all notes of a notes file, or none. Fails with NOTES_FILE_INVALID for any other file, and
 * with NOTES_FILE_TOO_NEW for a later version.
 */
export function readNotesFile(text: string): Result<readonly NoteInFile[], AppError> {
  const content = parsed(text);
  const head = headSchema.safeParse(content);
  if (head.success && head.data.version > VERSION) {
    return fail(appError('NOTES_FILE_TOO_NEW', 'A newer version of the app wrote the file'));
  }
  const file = fileSchema.safeParse(content);
  // The message must not quote the invalid part, which may be a note.
  return file.success
    ? ok(file.data.notes)
    : fail(appError('NOTES_FILE_INVALID', 'The file holds no notes, or is damaged'));
}

function parsed(text: string): unknown {
  try {
    // Some editors write a BOM.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}
