import { expect, test } from 'vitest';
import type { NoteInFile } from '../../preload/contract';
import { NOTE_LENGTH } from '../../preload/contract/values';
import { notesFileText, readNotesFile } from './notes-file';

function inFile(customerId: string, text: string, more: Partial<NoteInFile> = {}): NoteInFile {
  return { customerId, text, dueOn: null, changedAt: '2026-11-10T08:00:00.000Z', name: null, ...more };
}

test('a file contains notes, days and names unchanged', () => {
  const notes = [
    inFile('1', 'Chiude ad agosto\n«frese» 🦷', { name: 'Studio "Rossi"' }),
    inFile('2', '', { dueOn: '2026-11-30', isStarred: true }),
  ];
  expect(readNotesFile(notesFileText(notes))).toEqual({ ok: true, value: notes });
});

test.each([
  ['a text that is not JSON', 'Nome;Nota\n', 'NOTES_FILE_INVALID'],
  ['other JSON', '{"name": "x"}', 'NOTES_FILE_INVALID'],
  ['a truncated file', notesFileText([inFile('1', 'Segreto')]).slice(0, -20), 'NOTES_FILE_INVALID'],
  ['an invalid day', notesFileText([inFile('1', 'Segreto', { dueOn: '31/12' })]), 'NOTES_FILE_INVALID'],
  [
    'a text that is too long',
    notesFileText([inFile('1', 'a'.repeat(NOTE_LENGTH + 1))]),
    'NOTES_FILE_INVALID',
  ],
  ['a later version', '{"format": "archibald-notes", "version": 2}', 'NOTES_FILE_TOO_NEW'],
])('%s is refused with a code, and the message quotes none of it', (_what, text, code) => {
  const read = readNotesFile(text);
  expect(read).toMatchObject({ ok: false, error: { code } });
  expect(JSON.stringify(read)).not.toContain('Segreto');
});

test('a file that an editor saved with a BOM is read', () => {
  expect(readNotesFile(`\uFEFF${notesFileText([inFile('1', 'Nota')])}`)).toMatchObject({ ok: true });
});
