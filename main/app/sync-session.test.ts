import { existsSync, readdirSync, renameSync } from 'node:fs';
import { join, win32 } from 'node:path';
import { expect, test } from 'vitest';
import { NOW, allCustomers, backUpNow, openTestCache, syncInto } from '../../tests/helpers/cache';
import { manyCustomers } from '../../tests/helpers/customers';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { backUpBeforeMigration } from '../customers/backups';
import { closeCache } from '../customers/cache';
import { getNote, saveNote } from '../customers/notes';
import { setCacheAside } from './sync-session';

test("nothing of an account's customers, notes, runs and backups is left to the next", async () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(30));
  const note = {
    customerId: '7',
    text: 'Chiede lo sconto',
    dueOn: null,
    changedAt: '2026-11-23T08:00:00.000Z',
  };
  saveNote(cache.notes, note);
  await backUpNow(cache);
  closeCache(cache);
  setCacheAside(folder, NOW);

  const [aside = ''] = readdirSync(folder);
  expect(readdirSync(folder)).toHaveLength(1);
  expect(existsSync(join(folder, aside, 'backups'))).toBe(true);
  const before = openTestCache(join(folder, aside)).cache;
  expect(allCustomers(before)).toHaveLength(30);
  expect(getNote(before.notes, '7')).toEqual(note);

  const next = openTestCache(folder);
  expect(next.repair).toBeNull();
  expect(allCustomers(next.cache)).toEqual([]);
  expect(getNote(next.cache.notes, '7')).toBeNull();
  expect(syncInto(next.cache, manyCustomers(3))).toBe(1);
});

test('the longest path there may be is short enough for SQLite on Windows, which knows 260 characters', async () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(3));
  await backUpNow(cache);
  backUpBeforeMigration(cache.store, folder, NOW);
  closeCache(cache);
  setCacheAside(folder, NOW);
  // As SQLite names what it writes beside a file.
  const longest = Math.max(
    ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${name}-journal`.length),
  );
  expect(longest).toBeGreaterThan(80);
  // The longest name that a profile's folder has, with the name of the company's directory.
  const user = 'n'.repeat(20 + '.COMPANYDOMAIN1'.length);
  expect(win32.join('C:\\Users', user, 'AppData\\Local\\Archibald Agent').length + 1 + longest).toBeLessThan(
    260,
  );
});

test('a cache that another program holds stays whole where it is', () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(30));
  closeCache(cache);
  const before = readdirSync(folder).sort();
  const refused = setCacheAside(folder, NOW, (from, to) => {
    if (from.endsWith('customers.db')) {
      throw Object.assign(new Error('busy'), { code: 'EBUSY' });
    }
    renameSync(from, to);
  });
  expect(refused).toMatchObject({
    ok: false,
    error: { code: 'CACHE_NOT_SET_ASIDE', details: { reason: 'EBUSY' } },
  });
  expect(readdirSync(folder).sort()).toEqual(before);
  const { cache: again, repair } = openTestCache(folder);
  expect(repair).toBeNull();
  expect(allCustomers(again)).toHaveLength(30);
});
