import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CustomerNote } from '../../../preload/contract';
import { NOW, openTestCache, syncInto } from '../../../tests/helpers/cache';
import { manyCustomers } from '../../../tests/helpers/customers';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { areNotesIntact, getNote, countNoteWrites, saveNote, saveStar } from '../queries/notes';
import { starredCustomers } from '../queries/stars';
import { readLabel, nameOwner } from '../store/other-caches';
import type { Cache } from '../store/store';
import { deleteOldFiles } from '../writes/retention';
import { closeCache } from './cache';
import { mergeEarlierNotes } from './merge-earlier-notes';
import { openNotes } from './open-notes';

const MINE = 'agente@archibald.example.it';

function aNote(customerId: string, text: string, more: Partial<CustomerNote> = {}): CustomerNote {
  return { customerId, text, dueOn: null, changedAt: '2026-11-01T08:00:00.000Z', ...more };
}

interface EarlierCache {
  readonly owner?: string;
  /** The number of the first generated customer, and the number of customers. */
  readonly customers?: readonly [from: number, count: number];
  readonly notes: readonly CustomerNote[];
  readonly stars?: readonly string[];
}

/** Creates a cache of MINE with 20 customers, and an earlier cache in the same folder. */
function withAside({ owner, customers = [0, 20], notes, stars = [] }: EarlierCache): {
  cache: Cache;
  earlierCache: string;
} {
  const folder = tempFolder();
  const earlierCache = join(folder, 'customers-before-2026-10-05T08-00-00-000Z');
  mkdirSync(earlierCache);
  const { cache: old } = openTestCache(earlierCache);
  syncInto(old, manyCustomers(40).slice(customers[0], customers[0] + customers[1]));
  notes.forEach((note) => saveNote(old.notes, note));
  stars.forEach((customerId) => saveStar(old.notes, { customerId, isStarred: true }));
  closeCache(old);
  if (owner !== undefined) {
    nameOwner(earlierCache, owner);
  }
  const { cache } = openTestCache(folder);
  nameOwner(folder, MINE);
  syncInto(cache, manyCustomers(20));
  return { cache, earlierCache };
}

const textOf = (cache: Cache, id: string): string | undefined => getNote(cache.notes, id)?.text;

test('the notes of an earlier version’s folder return once to the account of its customers', () => {
  const { cache, earlierCache } = withAside({
    // Some customers were added and removed since.
    customers: [8, 20],
    notes: [
      aNote('9', 'Chiude ad agosto', { dueOn: '2026-12-01' }),
      aNote('28', 'Trasferito'),
      aNote('10', ''),
    ],
  });
  expect(mergeEarlierNotes(cache, NOW)).toBe(2);
  expect(getNote(cache.notes, '9')).toMatchObject({ text: 'Chiude ad agosto', dueOn: '2026-12-01' });
  expect(textOf(cache, '28')).toBe('Trasferito');
  expect(countNoteWrites(cache.notes)).toBe(1);
  expect(areNotesIntact(cache.notes)).toBe(true);
  expect(readLabel(earlierCache)).toEqual({ owner: MINE, areNotesTaken: true });
  // If the agent deletes the note after the merge, another merge does not restore it.
  saveNote(cache.notes, aNote('9', '', { changedAt: '2026-11-24T08:00:00.000Z' }));
  expect(mergeEarlierNotes(cache, NOW)).toBe(0);
  expect(textOf(cache, '9')).toBeUndefined();
});

test('notes of another account stay where they are, with or without an owner’s name', () => {
  const notes = [aNote('9', 'Di altri')];
  for (const earlierCache of [
    { owner: 'altro@archibald.example.it', notes },
    { owner: 'demo', notes },
    // Sharing half of the customers is not enough.
    { customers: [10, 20], notes } as const,
  ]) {
    const { cache } = withAside(earlierCache);
    expect(mergeEarlierNotes(cache, NOW)).toBe(0);
    expect(textOf(cache, '9')).toBeUndefined();
  }
});

test('customers with the same IDs and other names belong to another portal', () => {
  const { cache } = withAside({ notes: [aNote('9', 'Di altri')] });
  syncInto(
    cache,
    manyCustomers(20).map((customer) => ({ ...customer, name: `${customer.name} bis` })),
  );
  expect(mergeEarlierNotes(cache, NOW)).toBe(0);
});

test('two notes about one customer are merged without loss or repetition', () => {
  const { cache } = withAside({
    owner: MINE,
    notes: [
      aNote('1', 'Vecchia', { dueOn: '2026-12-01' }),
      aNote('2', 'Uguale'),
      aNote('3', 'Svuotata dopo'),
      aNote('4', 'Scritta dopo lo svuotamento', { changedAt: '2026-11-20T08:00:00.000Z' }),
      aNote('5', '', { changedAt: '2026-11-20T08:00:00.000Z' }),
    ],
  });
  const changedAt = '2026-11-10T08:00:00.000Z';
  for (const note of [
    aNote('1', 'Nuova', { changedAt }),
    aNote('2', 'Uguale, e altro', { changedAt }),
    aNote('3', '', { changedAt }),
    aNote('4', '', { changedAt }),
    aNote('5', 'Resta', { changedAt }),
  ]) {
    saveNote(cache.notes, note);
  }
  expect(mergeEarlierNotes(cache, NOW)).toBe(2);
  expect(getNote(cache.notes, '1')).toMatchObject({
    text: 'Nuova\n\nVecchia',
    dueOn: '2026-12-01',
    changedAt,
  });
  expect([2, 3, 4, 5].map((id) => textOf(cache, String(id)))).toEqual([
    'Uguale, e altro',
    undefined,
    'Scritta dopo lo svuotamento',
    'Resta',
  ]);
});

test('stars return with the notes, except those removed here meanwhile', () => {
  const { cache } = withAside({ owner: MINE, notes: [], stars: ['1', '2', '3'] });
  saveStar(cache.notes, { customerId: '2', isStarred: false });
  saveStar(cache.notes, { customerId: '4', isStarred: true });
  const writes = countNoteWrites(cache.notes);
  expect(mergeEarlierNotes(cache, NOW)).toBe(2);
  expect(starredCustomers(cache.notes).sort()).toEqual(['1', '3', '4']);
  expect(countNoteWrites(cache.notes)).toBe(writes + 1);
  expect(areNotesIntact(cache.notes)).toBe(true);
});

test('two notes that are too long together stay where they are', () => {
  const { cache, earlierCache } = withAside({
    owner: MINE,
    notes: [aNote('1', 'v'.repeat(6_000)), aNote('2', 'B')],
  });
  saveNote(cache.notes, aNote('1', 'n'.repeat(6_000)));
  expect(mergeEarlierNotes(cache, NOW)).toBe(1);
  expect(textOf(cache, '1')).toBe('n'.repeat(6_000));
  expect(readLabel(earlierCache).areNotesTaken).toBe(false);
  expect(mergeEarlierNotes(cache, NOW)).toBe(0);
});

test('unreadable notes are kept, and a folder without notes counts as read', () => {
  const { cache, earlierCache } = withAside({
    owner: MINE,
    notes: Array.from({ length: 20 }, (_, index) => aNote(String(index + 1), `Nota ${index + 1}`)),
  });
  truncateSync(join(earlierCache, 'notes.db'), 3_000);
  expect(mergeEarlierNotes(cache, NOW)).toBe(0);
  expect(readdirSync(join(earlierCache, 'damaged')).filter((name) => name.endsWith('.db'))).toHaveLength(1);
  const other = withAside({ owner: MINE, notes: [] });
  renameSync(join(other.earlierCache, 'notes.db'), join(other.earlierCache, 'elsewhere'));
  expect(mergeEarlierNotes(other.cache, NOW)).toBe(0);
  expect(existsSync(join(other.earlierCache, 'notes.db'))).toBe(false);
});

test('retention deletes the customers of a stored cache, never its notes', () => {
  const { cache, earlierCache } = withAside({
    owner: 'altro@archibald.example.it',
    notes: [aNote('1', 'Resta')],
  });
  mkdirSync(join(earlierCache, 'backups'));
  for (const name of ['customers-x.db', 'notes-x.db', 'notes-x.db.sha256']) {
    writeFileSync(join(earlierCache, 'backups', name), 'x');
  }
  const untouched = join(tempFolder(), 'as it was');
  cpSync(earlierCache, untouched, { recursive: true });
  // The demo must not delete an account's files.
  nameOwner(cache.folder, 'demo');
  expect(deleteOldFiles(cache.folder, '2028-01-01').deleted).toBe(0);
  expect(readdirSync(earlierCache, { recursive: true }).sort()).toEqual(
    readdirSync(untouched, { recursive: true }).sort(),
  );

  nameOwner(cache.folder, MINE);
  deleteOldFiles(cache.folder, '2028-01-01');
  expect(readdirSync(earlierCache).filter((name) => !name.startsWith('notes.db-'))).toEqual([
    'backups',
    'customers.owner.json',
    'notes.db',
  ]);
  expect(readdirSync(join(earlierCache, 'backups')).sort()).toEqual(['notes-x.db', 'notes-x.db.sha256']);
  const opened = openNotes(earlierCache, NOW);
  expect(opened.ok && getNote(opened.value.notes, '1')?.text).toBe('Resta');
  expect(opened.ok && opened.value.notes.close().open).toBe(false);
  // A star without a note also belongs to the agent.
  const starred = withAside({ owner: 'altro@archibald.example.it', notes: [], stars: ['1'] });
  deleteOldFiles(starred.cache.folder, '2028-01-01');
  expect(existsSync(join(starred.earlierCache, 'notes.db'))).toBe(true);
  // Everything old is gone, and an empty note is no reason to keep a folder.
  expect(deleteOldFiles(cache.folder, '2028-01-01').deleted).toBe(0);
  const empty = withAside({ owner: 'altro@archibald.example.it', notes: [aNote('1', '')] });
  deleteOldFiles(empty.cache.folder, '2028-01-01');
  expect(existsSync(empty.earlierCache)).toBe(false);
});
