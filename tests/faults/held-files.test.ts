/**
 * Simulates Windows with a virus scanner: every move, removal or copy of a file is refused at
 * first. The app's files must still reach their places, and a file held forever must harm nothing.
 */
import { existsSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import type * as NodeFs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { eraseData } from '../../main/app/data-folder/erase-data';
import { THIS_SYSTEM } from '../../main/base/held-files';
import { closeCache } from '../../main/customers/integrity/cache';
import { listNotes, saveNote } from '../../main/customers/queries/notes';
import { arrangeCaches } from '../../main/customers/store/other-caches';
import { OPERATIONS } from '../../main/customers/threads/operations';
import { Credentials } from '../../main/settings/credentials';
import { ListFile } from '../../main/settings/list-file';
import { Settings } from '../../main/settings/settings';
import { NOW, allCustomers, backUpNow, openTestCache, syncInto } from '../helpers/cache';
import { manyCustomers } from '../helpers/customers';
import { FakeClock } from '../helpers/fake-clock';
import { tempFolder } from '../helpers/temp-folder';

/** The wanted number of refusals for each file, and the refusals so far, by path and in total. */
const scanner = vi.hoisted(() => ({ refusals: 0, looked: new Map<string, number>(), refused: 0 }));

vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof NodeFs>();
  const look = (path: unknown): void => {
    const looks = scanner.looked.get(String(path)) ?? 0;
    if (looks < scanner.refusals && fs.existsSync(String(path))) {
      scanner.looked.set(String(path), looks + 1);
      scanner.refused += 1;
      throw Object.assign(new Error('held'), { code: looks === 0 ? 'EPERM' : 'EBUSY' });
    }
  };
  const guarded = {
    renameSync: (from: string, to: string) => {
      look(from);
      look(to);
      fs.renameSync(from, to);
    },
    copyFileSync: (from: string, to: string) => {
      look(to);
      fs.copyFileSync(from, to);
    },
    rmSync: (path: string, options: NodeFs.RmOptions) => {
      look(path);
      fs.rmSync(path, options);
    },
  };
  return { ...fs, ...guarded, default: { ...fs, ...guarded } };
});

const real = { ...THIS_SYSTEM };

beforeEach(() => {
  Object.assign(THIS_SYSTEM, { platform: 'win32', wait: () => undefined });
  scanner.refusals = 2;
  scanner.looked.clear();
  scanner.refused = 0;
});

afterEach(() => {
  scanner.refusals = 0;
  Object.assign(THIS_SYSTEM, real);
});

const ACCOUNT = { portalOrigin: 'https://archibald.example.it', user: 'agente' };
const BOX = {
  isAvailable: () => Promise.resolve(true),
  encrypt: (text: string) => Promise.resolve(Buffer.from(text)),
  decrypt: (data: Buffer) => Promise.resolve(data.toString()),
};

test('settings, list and password are kept', async () => {
  const folder = tempFolder();
  const settings = new Settings(folder, () => NOW);
  for (const frequencyMinutes of [60, 90]) {
    expect(settings.changePreferences({ frequencyMinutes })).toMatchObject({ ok: true });
  }
  expect(new Settings(folder, () => NOW).preferences.frequencyMinutes).toBe(90);
  for (const password of ['prima', 'seconda']) {
    expect(await new Credentials(folder, BOX).save(ACCOUNT, password)).toBe('stored');
  }
  expect(await new Credentials(folder, BOX).find(ACCOUNT)).toMatchObject({ password: 'seconda' });
  const list = new ListFile(folder, new FakeClock(), () => undefined);
  list.save({ ...list.state, query: {} });
  list.flush();
  expect(scanner.refused).toBeGreaterThan(8);
});

test('a damaged settings file is quarantined, and the good copy replaces it', () => {
  const folder = tempFolder();
  const first = new Settings(folder, () => NOW);
  first.changePreferences({ frequencyMinutes: 60 });
  first.changePreferences({ frequencyMinutes: 90 });
  writeFileSync(join(folder, 'settings.json'), '{');
  scanner.looked.clear();
  scanner.refused = 0;
  const second = new Settings(folder, () => NOW);
  expect([second.loaded, second.preferences.frequencyMinutes]).toEqual(['restored', 60]);
  expect(scanner.refused).toBeGreaterThan(0);
});

test('a damaged store and damaged notes are quarantined, and the backups replace them', async () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(12));
  saveNote(cache.notes, {
    customerId: '5',
    text: 'richiamare',
    dueOn: null,
    changedAt: '2026-11-23T08:00:00.000Z',
  });
  await backUpNow(cache);
  expect(await OPERATIONS.backUpNotesIfDue(cache, NOW)).toMatchObject({ ok: true });
  closeCache(cache);
  truncateSync(join(folder, 'customers.db'), 5_000);
  writeFileSync(join(folder, 'notes.db'), 'no database at all'.repeat(300));
  scanner.refused = 0;
  const opened = openTestCache(folder);
  expect(opened.repair).toMatchObject({ kind: 'restored' });
  expect(allCustomers(opened.cache)).toHaveLength(12);
  expect([...listNotes(opened.cache.notes).values()].map(({ text }) => text)).toEqual(['richiamare']);
  expect(readdirSync(join(folder, 'damaged')).filter((name) => name.endsWith('.db'))).toHaveLength(2);
  expect(scanner.refused).toBeGreaterThan(4);
});

test('another account’s cache is quarantined, and erasing removes everything', async () => {
  const folder = tempFolder();
  const { cache } = openTestCache(folder);
  syncInto(cache, manyCustomers(3));
  closeCache(cache);
  expect(arrangeCaches(folder, { owner: 'demo', ownerIfUnnamed: null, now: NOW }).ok).toBe(true);
  expect(existsSync(join(folder, 'customers.db'))).toBe(false);
  const [earlierCache = ''] = readdirSync(folder).filter((name) => name.startsWith('customers-before-'));
  expect(readdirSync(join(folder, earlierCache))).toContain('customers.db');
  expect(scanner.refused).toBeGreaterThan(4);
  expect(await eraseData(folder, { isOwnFolder: true })).toMatchObject({ error: null, left: [] });
  expect(readdirSync(folder)).toEqual([]);
});

test('a file held forever is reported, and the existing file stays whole', () => {
  const folder = tempFolder();
  const settings = new Settings(folder, () => NOW);
  settings.changePreferences({ frequencyMinutes: 60 });
  const before = readFileSync(join(folder, 'settings.json'), 'utf8');
  scanner.looked.clear();
  scanner.refusals = 1_000;
  expect(settings.changePreferences({ frequencyMinutes: 90 })).toMatchObject({
    ok: false,
    error: { code: 'SETTINGS_NOT_SAVED' },
  });
  expect(readFileSync(join(folder, 'settings.json'), 'utf8')).toBe(before);
});
