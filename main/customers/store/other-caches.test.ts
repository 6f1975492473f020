import { cpSync, existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, win32 } from 'node:path';
import { expect, test } from 'vitest';
import type { AppError } from '../../../preload/contract';
import { NOW, allCustomers, backUpNow, openTestCache, syncInto } from '../../../tests/helpers/cache';
import { manyCustomers } from '../../../tests/helpers/customers';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { removeTree } from '../../base/held-files';
import type { Result } from '../../base/result';
import { backUpBeforeMigration } from '../integrity/backups';
import { closeCache } from '../integrity/cache';
import { getNote, saveNote } from '../queries/notes';
import type { Arranging } from './other-caches';
import {
  arrangeCaches,
  listEarlierCaches,
  disownCaches,
  readLabel,
  nameOwner,
  removeCachesOfOwner,
} from './other-caches';

const MINE = 'agente@archibald.example.it';
const OTHERS = 'altro@archibald.example.it';
const NOTE = {
  customerId: '7',
  text: 'Chiede lo sconto',
  dueOn: null,
  changedAt: '2026-11-23T08:00:00.000Z',
};

/** Creates a closed current cache of MINE with 30 customers, a note and a backup. */
async function withMine(owner: string | null = MINE): Promise<string> {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(30));
  saveNote(cache.notes, NOTE);
  await backUpNow(cache);
  closeCache(cache);
  if (owner !== null) {
    nameOwner(folder, owner);
  }
  return folder;
}

function arrange(folder: string, owner: string, more: Partial<Arranging> = {}): Result<null, AppError> {
  return arrangeCaches(folder, { owner, ownerIfUnnamed: null, now: NOW, ...more });
}

/** Returns the contents of the current cache: its number of customers, and the note. */
function inUse(folder: string): { readonly customers: number; readonly note: string | undefined } {
  const { cache, repair, notesRepair } = openTestCache(folder);
  expect({ repair, notesRepair }).toEqual({ repair: null, notesRepair: null });
  const found = { customers: allCustomers(cache).length, note: getNote(cache.notes, '7')?.text };
  closeCache(cache);
  return found;
}

const COMPLETE = { customers: 30, note: NOTE.text };
const EMPTY = { customers: 0, note: undefined };

test("the next account gets none of an account's customers, notes, runs and backups", async () => {
  const folder = await withMine();
  expect(arrange(folder, OTHERS).ok).toBe(true);
  const [earlierCache = ''] = listEarlierCaches(folder);
  expect(readdirSync(folder).sort()).toEqual(
    [earlierCache.slice(folder.length + 1), 'customers.owner.json'].sort(),
  );
  expect(existsSync(join(earlierCache, 'backups'))).toBe(true);
  expect([readLabel(folder).owner, readLabel(earlierCache).owner]).toEqual([OTHERS, MINE]);
  expect(inUse(folder)).toEqual(EMPTY);
  expect(inUse(earlierCache)).toEqual(COMPLETE);
  const { cache } = openTestCache(folder);
  expect(syncInto(cache, manyCustomers(3))).toBe(1);
});

test('an account gets its cache, notes and backups back after any number of changes', async () => {
  const folder = await withMine();
  for (let round = 0; round < 3; round += 1) {
    for (const owner of ['demo', OTHERS]) {
      expect(arrange(folder, owner).ok).toBe(true);
      const { cache } = openTestCache(folder);
      syncInto(cache, manyCustomers(3));
      closeCache(cache);
      expect(readLabel(folder).owner).toBe(owner);
    }
    expect(arrange(folder, MINE).ok).toBe(true);
    expect(inUse(folder)).toEqual(COMPLETE);
    expect(existsSync(join(folder, 'backups'))).toBe(true);
    // Each earlier account has one folder, and none is empty.
    expect(
      listEarlierCaches(folder)
        .map((earlierCache) => readLabel(earlierCache).owner)
        .sort(),
    ).toEqual([OTHERS, 'demo']);
  }
});

test('a cache of an unknown owner is stored without a name', async () => {
  const folder = await withMine(null);
  expect(arrange(folder, OTHERS).ok).toBe(true);
  expect(listEarlierCaches(folder).map((earlierCache) => readLabel(earlierCache).owner)).toEqual([null]);
  expect(inUse(folder)).toEqual(EMPTY);
});

test('an earlier version’s cache without owner belongs to the account in the settings', async () => {
  const folder = await withMine(null);
  expect(arrange(folder, MINE, { ownerIfUnnamed: MINE }).ok).toBe(true);
  expect(readLabel(folder).owner).toBe(MINE);
  expect(inUse(folder)).toEqual(COMPLETE);
});

/** Moves `steps` files as the app does, then simulates a kill. */
function killedAfter(steps: number): (from: string, to: string) => void {
  let left = steps;
  return (from, to) => {
    left -= 1;
    if (left < 0) {
      throw new Killed();
    }
    renameSync(from, to);
  };
}
class Killed extends Error {}

/** Arranges the caches up to a kill after `steps` moved files, which are not moved back. */
function arrangeUntilKilled(folder: string, owner: string, steps: number): void {
  const copy = tempFolder();
  const move = killedAfter(steps);
  const left = join(copy, 'left');
  arrange(folder, owner, {
    move(from, to) {
      try {
        move(from, to);
      } catch (error) {
        cpSync(folder, left, { recursive: true });
        throw error;
      }
    },
  });
  if (existsSync(left)) {
    for (const name of readdirSync(folder)) {
      removeTree(join(folder, name));
    }
    cpSync(left, folder, { recursive: true });
  }
}

test.each([0, 1, 2, 3, 4])('the next start finishes a change killed after %i moves', async (steps) => {
  const folder = await withMine();
  arrangeUntilKilled(folder, OTHERS, steps);
  expect(arrange(folder, OTHERS).ok).toBe(true);
  expect(inUse(folder)).toEqual(EMPTY);
  expect(listEarlierCaches(folder)).toHaveLength(1);
  arrangeUntilKilled(folder, MINE, steps);
  expect(arrange(folder, MINE).ok).toBe(true);
  expect(inUse(folder)).toEqual(COMPLETE);
});

test('a cache held by another program stays complete in its place, in both directions', async () => {
  const folder = await withMine();
  const renameFailingFor = (lockedFile: string) => (from: string, to: string) => {
    if (from.endsWith(lockedFile)) {
      throw Object.assign(new Error('busy'), { code: 'EBUSY' });
    }
    renameSync(from, to);
  };
  const busy = { ok: false, error: { code: 'CACHE_NOT_SET_ASIDE', details: { reason: 'EBUSY' } } };
  const before = readdirSync(folder).sort();
  expect(arrange(folder, OTHERS, { move: renameFailingFor('customers.db') })).toMatchObject(busy);
  expect(readdirSync(folder).sort()).toEqual(before);
  expect(readLabel(folder).owner).toBe(MINE);

  arrange(folder, OTHERS);
  inUse(folder);
  const [earlierCache = ''] = listEarlierCaches(folder);
  expect(arrange(folder, MINE, { move: renameFailingFor(join(earlierCache, 'customers.db')) })).toMatchObject(
    busy,
  );
  expect(readLabel(folder).owner).toBe(OTHERS);
  expect(inUse(folder)).toEqual(EMPTY);
  expect(inUse(earlierCache)).toEqual(COMPLETE);
  expect(listEarlierCaches(folder)).toEqual([earlierCache]);
});

test('a cache that could not be erased belongs to no account and is removed later', async () => {
  const folder = await withMine();
  arrange(folder, OTHERS);
  inUse(folder);
  disownCaches(folder, 'being-erased');
  expect(arrange(folder, MINE).ok).toBe(true);
  expect(inUse(folder)).toEqual(EMPTY);
  expect(listEarlierCaches(folder)).toHaveLength(2);
  removeCachesOfOwner(folder, 'being-erased');
  expect(listEarlierCaches(folder)).toEqual([]);
});

test('an unreadable label names no owner', () => {
  const folder = tempFolder();
  for (const text of ['', 'null', '{"owner":7}', '{', '[]']) {
    writeFileSync(join(folder, 'customers.owner.json'), text);
    expect(readLabel(folder)).toEqual({ owner: null, areNotesTaken: false });
  }
});

test('two changes at the same time get separate folders', async () => {
  const folder = await withMine();
  arrange(folder, OTHERS);
  inUse(folder);
  arrange(folder, 'demo');
  expect(
    listEarlierCaches(folder)
      .map((earlierCache) => readLabel(earlierCache).owner)
      .sort(),
  ).toEqual([MINE, OTHERS]);
});

test('the longest path fits SQLite’s limit of 260 characters on Windows', async () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(3));
  await backUpNow(cache);
  backUpBeforeMigration(cache.store, folder, NOW);
  closeCache(cache);
  arrange(folder, OTHERS);
  // SQLite appends `-journal` to a file's name.
  const longest = Math.max(
    ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${name}-journal`.length),
  );
  expect(longest).toBeGreaterThan(80);
  // The longest name of a profile folder, including the company's directory.
  const user = 'n'.repeat(20 + '.COMPANYDOMAIN1'.length);
  expect(win32.join('C:\\Users', user, 'AppData\\Local\\Archibald Agent').length + 1 + longest).toBeLessThan(
    260,
  );
});
