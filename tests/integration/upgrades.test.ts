/**
 * Opens data written by the code of each earlier version (tests/fixtures/upgrades/README.md). Data
 * of a later version must stay unchanged.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { restoreOwner, placeCache } from '../../main/app/session/settle-cache';
import { closeCache, openCache } from '../../main/customers/integrity/cache';
import { NEWEST_SCHEMA } from '../../main/customers/migrations';
import { searchAll } from '../../main/customers/queries/search-notes';
import { OPERATIONS } from '../../main/customers/threads/operations';
import { listChanges } from '../../main/customers/writes/changes';
import { listRuns } from '../../main/customers/writes/runs';
import { ListFile } from '../../main/settings/list-file';
import { LoginsFile } from '../../main/settings/logins-file';
import { findNewerFile } from '../../main/settings/newer-files';
import { ScheduleFile } from '../../main/settings/schedule-file';
import { Settings } from '../../main/settings/settings';
import { NOW, allCustomers, openTestCache, syncInto } from '../helpers/cache';
import { aCustomer, aQuery } from '../helpers/customers';
import { FakeClock } from '../helpers/fake-clock';
import { tempFolder } from '../helpers/temp-folder';

const FIXTURES = join(import.meta.dirname, '../fixtures/upgrades');
const NAMES = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.zip'))
  .map((name) => name.replace('.zip', ''));

/** The time at which leave-data.mjs wrote the data. */
const LEFT_AT = Date.UTC(2026, 9, 5, 12);
const at = (hour: number): string => new Date(Date.UTC(2026, 9, 5, hour)).toISOString();

function left(name: string, folder = tempFolder()): { folder: string; files: readonly string[] } {
  const entries = Object.entries(unzipSync(readFileSync(join(FIXTURES, `${name}.zip`))));
  for (const [file, bytes] of entries) {
    writeFileSync(join(folder, file), bytes);
  }
  return { folder, files: entries.map(([file]) => file) };
}

/** Returns the customers of the last export. */
function exported(knowsOthers: boolean) {
  return Array.from({ length: 12 }, (_, index) => {
    const id = String(index + 1);
    const more = knowsOthers && id === '5' ? { email: 'cliente5@example.it', other: { ZONA: 'Nord' } } : {};
    const phone = id === '3' ? '+39 02 5550003' : `+39 02 ${id.padStart(7, '0')}`;
    const facts = { phone, externalAccountNumber: id, ...more };
    return aCustomer({ id, name: `Cliente ${id} S.r.l.`, salesCents: (index + 1) * 100_00, ...facts });
  });
}

test('each migration has a version', () => {
  const schemas = new Set(NAMES.map((name) => Number(/^schema-(\d)/.exec(name)?.[1])));
  expect([...schemas].sort()).toEqual(Array.from({ length: NEWEST_SCHEMA }, (_, index) => index + 1));
});

test.each(NAMES)('%s: every customer, change, run and note is kept, and a sync applies cleanly', (name) => {
  const { folder, files } = left(name);
  const knowsOthers = /^schema-[4-9]/.test(name);
  expect(findNewerFile(folder)).toBeNull();
  const { cache, repair, notesRepair, areRunsLost, markError } = openTestCache(folder);
  expect({ repair, notesRepair, areRunsLost, markError }).toEqual({
    repair: null,
    notesRepair: null,
    areRunsLost: false,
    markError: null,
  });
  expect(OPERATIONS.check(cache)).toEqual({ ok: true, value: null });
  expect(allCustomers(cache).map(({ record }) => record)).toEqual(exported(knowsOthers));
  const of = (id: string) => allCustomers(cache).find(({ record }) => record.id === id);
  expect(of('1')).toMatchObject({ firstSeenAt: at(8), changedAt: at(8), missingSince: null });
  expect(of('3')).toMatchObject({ firstSeenAt: at(8), changedAt: at(9) });
  expect(of('11')).toMatchObject({ missingSince: at(10) });
  expect(of('12')).toMatchObject({ missingSince: at(9) });
  expect(
    listRuns(cache.runs, 9).map(({ number, outcome, startedAt }) => [number, outcome, startedAt]),
  ).toEqual([
    [3, 'success', at(10)],
    [2, 'success', at(9)],
    [1, 'success', at(8)],
  ]);
  // The first schema had no history.
  const changes = name === 'schema-1' ? [] : [{ field: 'phone', newValue: '+39 02 5550003', at: at(9) }];
  const history = listChanges(cache.store, { customer: '3', offset: 0, limit: 9 }).items;
  expect(history.filter(({ kind }) => kind === 'changed')).toMatchObject(changes);
  const find = (search: string): string[] =>
    searchAll(cache, aQuery({ search, filter: 'all' })).items.map(({ id }) => id);
  expect(find('cliente 7')).toEqual(['7']);
  expect(find('025550003')).toEqual(['3']);
  expect(find('nord')).toEqual(knowsOthers ? ['5'] : []);
  if (files.includes('notes.db')) {
    expect(OPERATIONS.getNote(cache, '3')).toMatchObject({
      value: { text: 'Preferisce la mattina', dueOn: '2026-10-12' },
    });
    expect(OPERATIONS.getNote(cache, '12')).toMatchObject({ value: { text: 'Si è trasferito' } });
    expect(find('mattina')).toEqual(['3']);
  }
  expect(searchAll(cache, aQuery({ filter: 'starred' })).items.map(({ id }) => id)).toEqual(
    name.endsWith('notes-3') ? ['3'] : [],
  );

  // The same export again adds only the removal of missing customers to the history.
  expect(syncInto(cache, exported(knowsOthers).slice(0, 10))).toBe(4);
  expect(listChanges(cache.store, { run: 4, offset: 0, limit: 9 }).items.map(({ kind }) => kind)).toEqual(
    name === 'schema-1' ? ['removed', 'removed'] : ['removed'],
  );
  // A full export restores the missing customers.
  syncInto(cache, exported(knowsOthers), 9);
  expect(allCustomers(cache).every(({ missingSince }) => missingSince === null)).toBe(true);
  expect(OPERATIONS.check(cache).ok).toBe(true);
});

/** Returns data of a version before 1.1, with quarantined notes that name no account. */
function leftWithEarlierCache(): { folder: string; earlierCache: string } {
  const { folder } = left('schema-5-list');
  const earlierCache = join(folder, 'customers-before-2026-10-06T08-00-00-000Z');
  mkdirSync(earlierCache);
  for (const name of ['notes.db', 'runs.db', 'customers.db']) {
    copyFileSync(join(folder, name), join(earlierCache, name));
  }
  rmSync(join(folder, 'notes.db'));
  return { folder, earlierCache };
}

test('notes that an earlier version quarantined return with the next sync of their account', () => {
  const { folder, earlierCache } = leftWithEarlierCache();
  const settings = new Settings(folder, () => NOW);
  expect(placeCache(folder, settings, NOW).ok).toBe(true);
  const { cache } = openTestCache(folder);
  expect(OPERATIONS.getNote(cache, '3')).toEqual({ ok: true, value: null });
  syncInto(cache, exported(true));
  expect(OPERATIONS.mergeEarlier(cache, NOW)).toEqual({ ok: true, value: 2 });
  expect(OPERATIONS.getNote(cache, '3')).toMatchObject({
    value: { text: 'Preferisce la mattina', dueOn: '2026-10-12' },
  });
  expect(searchAll(cache, aQuery({ search: 'mattina' })).items.map(({ id }) => id)).toEqual(['3']);
  expect(existsSync(join(earlierCache, 'notes.db'))).toBe(true);
});

test('the active cache of an earlier version is quarantined under its account’s name and returns with it', () => {
  const { folder } = left('schema-5-list');
  const settings = new Settings(folder, () => NOW);
  const connect = (user: string): void => {
    settings.connect({ kind: 'account', portalOrigin: 'https://archibald.example.it', user });
    // A start completes an interrupted change of account in this way.
    expect(placeCache(folder, settings, NOW).ok).toBe(true);
  };
  expect(placeCache(folder, settings, NOW).ok).toBe(true);
  connect('altro');
  const { cache } = openTestCache(folder);
  expect(allCustomers(cache)).toEqual([]);
  closeCache(cache);
  connect('AGENTE');
  const again = openTestCache(folder);
  expect(again).toMatchObject({ repair: null, notesRepair: null });
  expect(allCustomers(again.cache)).toHaveLength(12);
  expect(OPERATIONS.getNote(again.cache, '3')).toMatchObject({ value: { text: 'Preferisce la mattina' } });
});

test('a cache stays with its account after new settings', () => {
  const { folder } = left('schema-5-list');
  const before = new Settings(folder, () => NOW);
  expect(placeCache(folder, before, NOW).ok).toBe(true);
  rmSync(join(folder, 'settings.json'));
  const settings = new Settings(folder, () => NOW);
  expect(settings.cacheOwner).toBeNull();
  restoreOwner(folder, settings);
  expect(settings.cacheOwner).toBe('agente@archibald.example.it');
});

test.each(NAMES)('%s: settings, plan, logins and list keep the agent’s values', (name) => {
  const { folder, files } = left(name);
  const has = (file: string): boolean => files.includes(file);
  const settings = new Settings(folder, () => NOW);
  expect(settings.loaded).toBe(has('settings.json') ? 'read' : 'new');
  if (has('settings.json')) {
    expect(settings.preferences).toMatchObject({ frequencyMinutes: 60, language: 'en', theme: 'dark' });
    expect(settings.connection).toEqual({
      kind: 'account',
      portalOrigin: 'https://archibald.example.it',
      user: 'agente',
    });
    expect(settings.cacheOwner).toBe('agente@archibald.example.it');
    expect(settings.installationId).toMatch(/^[0-9a-f-]{36}$/);
    const hadPins = readFileSync(join(folder, 'settings.json'), 'utf8').includes('certificatePins');
    expect(settings.pinFor('archibald.example.it')).toBe(hadPins ? Array(32).fill('AB').join(':') : null);
  }
  const schedule = new ScheduleFile(folder).load();
  if (has('schedule.json')) {
    expect(schedule).toMatchObject({
      nextDueAt: LEFT_AT,
      pause: { setAt: LEFT_AT - 60_000, until: null },
      load: { factor: 2, goodRuns: 1 },
    });
  } else {
    expect(schedule).toBeNull();
  }
  expect(new LoginsFile(folder).load(NOW)).toEqual({
    wasDamaged: false,
    logins: has('logins.json') ? [{ at: LEFT_AT - 3_600_000, kind: 'automatic', answered: true }] : [],
  });
  const list = new ListFile(folder, new FakeClock(), () => undefined);
  expect(list.loaded).toBe(has('list.json') ? 'read' : 'new');
  if (has('list.json')) {
    expect(list.state).toMatchObject({
      query: { filter: 'dormant-6', cities: ['Forlì'] },
      columns: [{ column: 'name', width: 240 }],
      views: [{ name: 'A Forlì', query: { filter: 'dormant-6', cities: ['Forlì'] } }],
    });
  }
  expect(readdirSync(folder).filter((file) => file.includes('.broken-'))).toEqual([]);
});

/** Returns data in which one file has a later version's schema and unknown content. */
function leftByNewer(file: string): string {
  const { folder } = left('schema-5-list');
  const newer = new Database(join(folder, file));
  newer.exec('CREATE TABLE of_tomorrow (x); PRAGMA user_version = 99');
  if (file === 'customers.db') {
    newer.exec("UPDATE store_state SET needs_app_version = '1.4.0'");
    // The later version writes its mark before it migrates.
    const runs = new Database(join(folder, 'runs.db'));
    runs.exec('UPDATE store_mark SET schema_version = 99');
    runs.close();
  }
  newer.close();
  return folder;
}

test.each([
  ['customers.db', { neededVersion: '1.4.0' }],
  ['notes.db', { found: 99, known: 3 }],
  ['runs.db', { found: 99, known: 2 }],
])('going back with a newer %s is refused by name, and no byte of any file is changed', (file, details) => {
  const folder = leftByNewer(file);
  const bytes = (): (string | Buffer)[][] =>
    readdirSync(folder)
      .filter((name) => !/-(wal|shm)$/.test(name))
      .map((name) => [name, readFileSync(join(folder, name))]);
  const before = bytes();
  for (let time = 0; time < 2; time += 1) {
    expect(openCache({ folder, now: NOW })).toMatchObject({
      ok: false,
      error: { code: 'STORE_TOO_NEW', details },
    });
  }
  expect(bytes()).toEqual(before);
});
