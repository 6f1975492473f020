import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FakeClock } from '../../tests/helpers/fake-clock';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { LIST_FILE, ListFile } from './list-file';
import { findNewerFile } from './newer-files';
import { SETTINGS_FILE, Settings } from './settings';

test.each([SETTINGS_FILE, LIST_FILE, 'schedule.json', 'logins.json'])(
  'a newer app’s format of %s is reported instead of being treated as damaged',
  (name) => {
    const folder = tempFolder();
    writeFileSync(join(folder, name), '{"version":2,"whatever":{}}');
    expect(findNewerFile(folder)).toMatchObject({
      code: 'STORE_TOO_NEW',
      details: { file: name, found: 2, known: 1 },
    });
    expect(readdirSync(folder)).toEqual([name]);
  },
);

test.each(['{"version":1}', '{"version":"x"}', 'null', '', '{"vers'])('%j is not a newer format', (text) => {
  const folder = tempFolder();
  writeFileSync(join(folder, SETTINGS_FILE), text);
  expect(findNewerFile(folder)).toBeNull();
  expect(findNewerFile(tempFolder())).toBeNull();
});

interface Stored {
  preferences: Record<string, unknown>;
  [key: string]: unknown;
}

test('known settings of a newer app are used, and unknown ones are kept for its return', () => {
  const folder = tempFolder();
  const path = join(folder, SETTINGS_FILE);
  const first = new Settings(folder, () => 0);
  first.changePreferences({ frequencyMinutes: 60, language: 'en' });
  first.connect({ kind: 'account', portalOrigin: 'https://archibald.example.it', user: 'agente' });
  const stored = JSON.parse(readFileSync(path, 'utf8')) as Stored;
  Object.assign(stored, { proxy: { host: 'x' } });
  Object.assign(stored.preferences, { theme: 'sepia', pageSize: 'compact' });
  writeFileSync(path, JSON.stringify(stored));

  const older = new Settings(folder, () => 0);
  expect(older.loaded).toBe('read');
  expect(older.preferences).toMatchObject({ frequencyMinutes: 60, language: 'en', theme: 'system' });
  expect(older.preferences).not.toHaveProperty('pageSize');
  expect(older.connection).toMatchObject({ user: 'agente' });
  expect(older.changePreferences({ frequencyMinutes: 15 }).ok).toBe(true);
  const kept = JSON.parse(readFileSync(path, 'utf8')) as Stored;
  expect(kept).toMatchObject({
    proxy: { host: 'x' },
    preferences: { theme: 'sepia', pageSize: 'compact', frequencyMinutes: 15 },
  });
  older.changePreferences({ theme: 'dark' });
  expect((JSON.parse(readFileSync(path, 'utf8')) as Stored).preferences['theme']).toBe('dark');
  // An unknown key may hold data of the account, so it is removed too.
  older.forgetAccount();
  expect(readFileSync(path, 'utf8')).not.toMatch(/proxy|pageSize/);
});

test('known parts of a newer app’s list are used, and the original file is kept', () => {
  const folder = tempFolder();
  const column = { column: 'name', width: 240 };
  const view = { name: 'A Forlì', search: '', query: { city: 'Forlì' }, columns: [column] };
  const text = JSON.stringify({
    version: 1,
    list: {
      query: { filter: 'of-tomorrow', cities: ['Forlì'] },
      columns: [column, { column: 'margin', width: null }],
      views: [view, { ...view, name: 'Domani', query: { filter: 'of-tomorrow' } }],
      toldOfPersonalData: true,
      pageSize: 'compact',
    },
  });
  writeFileSync(join(folder, LIST_FILE), text);
  const older = new ListFile(folder, new FakeClock(), () => undefined);
  expect(older.loaded).toBe('partly');
  const query = { cities: ['Forlì'], filter: 'current', sort: 'name' };
  expect(older.state).toMatchObject({ query, columns: [column], toldOfPersonalData: true });
  expect(older.state.views).toMatchObject([{ name: 'A Forlì', query, columns: [column] }]);
  const earlierCache = readdirSync(folder).find((name) => name.includes('.broken-')) ?? '';
  expect(readFileSync(join(folder, earlierCache), 'utf8')).toBe(text);
  // The parts are written back at once, without any change by the agent.
  expect(new ListFile(folder, new FakeClock(), () => undefined)).toMatchObject({
    loaded: 'read',
    state: older.state,
  });
});
