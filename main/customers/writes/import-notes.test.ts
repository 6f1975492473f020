import { expect, test } from 'vitest';
import type { CustomerNote, NoteInFile } from '../../../preload/contract';
import { NOTE_LENGTH } from '../../../preload/contract/values';
import { openTestCache, syncInto } from '../../../tests/helpers/cache';
import { manyCustomers } from '../../../tests/helpers/customers';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { areNotesIntact, customersByNote, getNote, saveNote, saveStar } from '../queries/notes';
import { getStar, starredCustomers } from '../queries/stars';
import type { Cache } from '../store/store';
import { OPERATIONS } from '../threads/operations';
import type { ImportedNotes } from './import-notes';

const OLD = '2026-11-01T08:00:00.000Z';
const MIDDLE = '2026-11-10T08:00:00.000Z';
const NEW = '2026-11-20T08:00:00.000Z';
const NOW = '2026-11-23T08:00:00.000Z';

function aCache(customers = 5): Cache {
  const { cache } = openTestCache(tempFolder());
  syncInto(cache, manyCustomers(customers));
  return cache;
}

function write(cache: Cache, customerId: string, text: string, more: Partial<CustomerNote> = {}): void {
  saveNote(cache.notes, { customerId, text, dueOn: null, changedAt: MIDDLE, ...more });
}

function inFile(customerId: string, text: string, more: Partial<NoteInFile> = {}): NoteInFile {
  return { customerId, text, dueOn: null, changedAt: MIDDLE, name: null, ...more };
}

function imported(cache: Cache, found: readonly NoteInFile[]): ImportedNotes {
  const done = OPERATIONS.importNotes(cache, found, NOW);
  if (!done.ok) {
    throw new Error(done.error.code);
  }
  expect(areNotesIntact(cache.notes)).toBe(true);
  return done.value;
}

const textOf = (cache: Cache, id: string): string | undefined => getNote(cache.notes, id)?.text;

test('all notes and days move unchanged from one computer to a new one', () => {
  const [old, fresh] = [aCache(), aCache(0)];
  write(old, '1', 'Chiude ad agosto\n«frese» 🦷', { dueOn: '2026-12-01' });
  write(old, '2', '', { dueOn: '2026-11-30' });
  write(old, '3', '');
  const taken = OPERATIONS.notesToTake(old);
  const found = taken.ok ? taken.value : [];
  expect(found.map(({ customerId }) => customerId)).toEqual(['1', '2']);
  // Before the first sync no customer is known.
  expect(imported(fresh, found).report).toEqual({
    added: 2,
    merged: 0,
    stars: 0,
    same: 0,
    tooLong: 0,
    unknown: 2,
    canBeUndone: true,
  });
  for (const id of ['1', '2']) {
    expect(getNote(fresh.notes, id)).toEqual(getNote(old.notes, id));
  }
  expect(imported(fresh, found).report).toMatchObject({ added: 0, same: 2, canBeUndone: false });
});

test('the newer of two texts comes first, and no line of the older is lost', () => {
  const cache = aCache();
  write(cache, '1', 'Sconto 5 %\nChiude ad agosto', { dueOn: '2026-12-01' });
  write(cache, '2', 'Nuovo qui', { changedAt: NEW });
  const { report } = imported(cache, [
    inFile('1', 'Sconto 10 %\nChiude ad agosto', { changedAt: NEW }),
    inFile('2', 'Vecchio là', { changedAt: OLD, dueOn: '2026-12-05' }),
  ]);
  expect(report).toMatchObject({ added: 0, merged: 2 });
  expect(getNote(cache.notes, '1')).toMatchObject({
    text: 'Sconto 10 %\nChiude ad agosto\n\nSconto 5 %',
    dueOn: '2026-12-01',
    changedAt: NEW,
  });
  expect(getNote(cache.notes, '2')).toMatchObject({ text: 'Nuovo qui\n\nVecchio là', dueOn: '2026-12-05' });
  expect([...customersByNote(cache.notes, 'vecchio')]).toEqual(['2']);
});

test('a note deleted here after the file was written stays deleted', () => {
  const cache = aCache();
  write(cache, '1', '', { changedAt: NEW });
  write(cache, '2', '', { changedAt: OLD });
  expect(imported(cache, [inFile('1', 'Era qui'), inFile('2', 'È più recente')]).report).toMatchObject({
    added: 1,
    same: 1,
  });
  expect([textOf(cache, '1'), textOf(cache, '2')]).toEqual([undefined, 'È più recente']);
});

test('a note that would become too long is skipped and counted, and both texts stay', () => {
  const cache = aCache();
  write(cache, '1', 'a'.repeat(NOTE_LENGTH));
  expect(imported(cache, [inFile('1', 'Altro')]).report).toMatchObject({ tooLong: 1, canBeUndone: false });
  expect(textOf(cache, '1')).toHaveLength(NOTE_LENGTH);
});

test('a note from a clock that is ahead is not newer than one written now', () => {
  const cache = aCache();
  imported(cache, [inFile('1', 'Dal futuro', { changedAt: '2099-01-01T00:00:00.000Z' })]);
  expect(getNote(cache.notes, '1')).toMatchObject({ changedAt: NOW });
});

test('an undone import restores the old notes, can be repeated, and keeps later ones', () => {
  const cache = aCache();
  write(cache, '1', 'Mia', { dueOn: '2026-12-01' });
  const found = [inFile('1', 'Sua', { changedAt: NEW }), inFile('2', 'Nuova'), inFile('3', 'Terza')];
  const done = imported(cache, found);
  write(cache, '3', 'Terza, corretta', { changedAt: NOW });
  expect(OPERATIONS.undoWritten(cache, done.written, done.starred)).toEqual({ ok: true, value: 2 });
  expect(getNote(cache.notes, '1')).toMatchObject({ text: 'Mia', dueOn: '2026-12-01', changedAt: MIDDLE });
  expect([textOf(cache, '2'), textOf(cache, '3')]).toEqual([undefined, 'Terza, corretta']);
  expect(areNotesIntact(cache.notes)).toBe(true);
  expect(imported(cache, found).report).toMatchObject({ added: 1, merged: 1, same: 1 });
});

test('notes about other customers are refused completely, but one new name is accepted', () => {
  const cache = aCache();
  const named = (id: string, name: string): NoteInFile => inFile(id, 'Nota', { name });
  const nameOf = (id: string): string => manyCustomers(5).find((one) => one.id === id)?.name ?? '';
  const others = [named('1', 'Altri'), named('2', 'Altri ancora'), named('3', nameOf('3'))];
  expect(OPERATIONS.importNotes(cache, others, NOW)).toMatchObject({
    ok: false,
    error: { code: 'NOTES_FILE_OTHERS' },
  });
  expect(textOf(cache, '3')).toBeUndefined();
  const mine = [named('1', 'Si chiama altrimenti'), named('2', nameOf('2')), named('3', nameOf('3'))];
  expect(imported(cache, mine).report).toMatchObject({ added: 3 });
});

test('stars are imported, even without a note, and existing stars stay', () => {
  const [old, fresh] = [aCache(), aCache()];
  write(old, '1', 'Chiude ad agosto');
  for (const customerId of ['1', '2', '3']) {
    saveStar(old.notes, { customerId, isStarred: true });
  }
  saveStar(fresh.notes, { customerId: '3', isStarred: true });
  saveStar(fresh.notes, { customerId: '4', isStarred: true });
  saveStar(fresh.notes, { customerId: '2', isStarred: false });
  const taken = OPERATIONS.notesToTake(old);
  const found = taken.ok ? taken.value : [];
  const done = imported(fresh, found);
  expect(done.report).toMatchObject({ added: 1, merged: 0, stars: 2, same: 0, canBeUndone: true });
  expect(starredCustomers(fresh.notes).sort()).toEqual(['1', '2', '3', '4']);
  expect(getNote(fresh.notes, '2')).toBeNull();
  expect(imported(fresh, found).report).toMatchObject({ stars: 0, same: 1, canBeUndone: false });
  expect(OPERATIONS.undoWritten(fresh, done.written, done.starred)).toEqual({ ok: true, value: 3 });
  expect(['1', '2', '3', '4'].map((id) => getStar(fresh.notes, id))).toEqual([false, false, true, true]);
});
