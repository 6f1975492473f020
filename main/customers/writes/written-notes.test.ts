import { expect, test } from 'vitest';
import { openTestCache, syncInto } from '../../../tests/helpers/cache';
import { manyCustomers } from '../../../tests/helpers/customers';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { areNotesIntact, getNote, countNoteWrites, saveNote } from '../queries/notes';
import type { Cache } from '../store/store';
import { OPERATIONS } from '../threads/operations';
import type { WrittenNote } from './written-notes';

const BEFORE = '2026-11-10T08:00:00.000Z';
const NOW = '2026-11-23T08:00:00.000Z';

function aCache(): Cache {
  const { cache } = openTestCache(tempFolder());
  syncInto(cache, manyCustomers(5));
  saveNote(cache.notes, { customerId: '1', text: 'Chiude ad agosto', dueOn: null, changedAt: BEFORE });
  saveNote(cache.notes, { customerId: '2', text: '', dueOn: '2026-12-01', changedAt: BEFORE });
  return cache;
}

function dated(cache: Cache, ids: readonly string[], dueOn: string): readonly WrittenNote[] {
  const saved = OPERATIONS.saveCallDay(cache, ids, dueOn, NOW);
  expect(areNotesIntact(cache.notes)).toBe(true);
  return saved.ok ? saved.value : [];
}

const dayOf = (cache: Cache, id: string): string | null | undefined => getNote(cache.notes, id)?.dueOn;

test('one day for several customers is one write and keeps every text', () => {
  const cache = aCache();
  const writes = countNoteWrites(cache.notes);
  const written = dated(cache, ['1', '2', '3', '3'], '2026-12-01');
  // The second customer already had that day.
  expect(written.map(({ after }) => after.customerId)).toEqual(['1', '3']);
  expect(countNoteWrites(cache.notes)).toBe(writes + 1);
  expect(['1', '2', '3'].map((id) => dayOf(cache, id))).toEqual(['2026-12-01', '2026-12-01', '2026-12-01']);
  expect(getNote(cache.notes, '1')?.text).toBe('Chiude ad agosto');
});

test('no day is written if one of several cannot be', () => {
  const cache = aCache();
  cache.notes.exec(
    `CREATE TRIGGER refuse BEFORE INSERT ON notes WHEN new.customer_id = '4'
     BEGIN SELECT RAISE(ABORT, 'refused'); END`,
  );
  const saved = OPERATIONS.saveCallDay(cache, ['3', '1', '4'], '2026-12-04', NOW);
  expect(saved.ok).toBe(false);
  expect([dayOf(cache, '3'), dayOf(cache, '1')]).toEqual([undefined, null]);
});

test('a day for several customers is undone, except for notes changed since', () => {
  const cache = aCache();
  const written = dated(cache, ['1', '2', '3'], '2026-12-04');
  saveNote(cache.notes, { customerId: '1', text: 'Chiamata', dueOn: '2026-12-04', changedAt: NOW });
  expect(OPERATIONS.undoWritten(cache, written, [])).toEqual({ ok: true, value: 2 });
  expect(getNote(cache.notes, '1')).toMatchObject({ text: 'Chiamata', dueOn: '2026-12-04' });
  expect(getNote(cache.notes, '2')).toMatchObject({ dueOn: '2026-12-01', changedAt: BEFORE });
  expect(getNote(cache.notes, '3')).toBeNull();
  expect(areNotesIntact(cache.notes)).toBe(true);
});
