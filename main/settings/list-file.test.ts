import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EMPTY_LIST_STATE } from '../../preload/contract';
import type { ListState } from '../../preload/contract';
import { FakeClock } from '../../tests/helpers/fake-clock';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { LIST_FILE, ListFile } from './list-file';

const CHOSEN: ListState = {
  query: { filter: 'dormant-6', cities: ['Napoli'], sort: 'change', direction: 'ascending' },
  columns: [
    { column: 'name', width: 240 },
    { column: 'other:FINE ESCLUSIVA', width: null },
  ],
  views: [
    {
      name: 'Fermi da 6 mesi a Napoli',
      search: '',
      query: { filter: 'dormant-6', cities: ['Napoli'], kinds: ['Debitor'] },
      columns: [{ column: 'name', width: null }],
    },
  ],
  toldOfPersonalData: true,
};

function opened(folder: string, clock = new FakeClock()): { file: ListFile; troubles: string[] } {
  const troubles: string[] = [];
  return { file: new ListFile(folder, clock, (code) => troubles.push(code)), troubles };
}

test('the list keeps filters, order, kinds, columns and views over restarts, written once clicks stop', async () => {
  const folder = tempFolder();
  const clock = new FakeClock();
  const { file } = opened(folder, clock);
  expect(file.loaded).toBe('new');
  expect(file.state).toEqual(EMPTY_LIST_STATE);
  file.save({ ...CHOSEN, query: {} });
  await clock.advance(400);
  file.save(CHOSEN);
  await clock.advance(400);
  expect(existsSync(join(folder, LIST_FILE))).toBe(false);
  expect(file.state).toEqual(CHOSEN);
  await clock.advance(100);
  const again = opened(folder).file;
  expect(again.loaded).toBe('read');
  expect(again.state).toMatchObject(CHOSEN);
});

test('quitting writes a pending change, and nothing if there is none', () => {
  const folder = tempFolder();
  const { file } = opened(folder);
  file.flush();
  expect(existsSync(join(folder, LIST_FILE))).toBe(false);
  file.save(CHOSEN);
  file.flush();
  expect(opened(folder).file.state.columns).toEqual(CHOSEN.columns);
});

test('a damaged list is kept under another name and the last good copy is used', () => {
  const folder = tempFolder();
  const { file } = opened(folder);
  file.save(CHOSEN);
  file.flush();
  file.save({ ...CHOSEN, toldOfPersonalData: false });
  file.flush();
  writeFileSync(join(folder, LIST_FILE), '{"version":1,"list":{"query":{}');
  const again = opened(folder).file;
  expect(again.loaded).toBe('restored');
  expect(again.state).toMatchObject(CHOSEN);
  const broken = readdirSync(folder).find((name) => name.includes('.broken-')) ?? '';
  expect(readFileSync(join(folder, broken), 'utf8')).toContain('"query":{}');
});

test('the list starts with the defaults when there is no good copy', () => {
  const folder = tempFolder();
  writeFileSync(join(folder, LIST_FILE), '{"version":1,"list":[');
  const { file } = opened(folder);
  expect(file.loaded).toBe('reset');
  expect(file.state).toEqual(EMPTY_LIST_STATE);
});

test('the list drops columns that occur twice and keeps its other parts', () => {
  const folder = tempFolder();
  const twice = { ...CHOSEN, columns: [CHOSEN.columns?.[0], CHOSEN.columns?.[0]] };
  writeFileSync(join(folder, LIST_FILE), JSON.stringify({ version: 1, list: twice }));
  const { file } = opened(folder);
  expect(file.loaded).toBe('partly');
  expect(file.state).toMatchObject({ columns: null, views: CHOSEN.views, query: CHOSEN.query });
});

test('another account resets the filters, and erasing resets everything', async () => {
  const folder = tempFolder();
  const clock = new FakeClock();
  const { file } = opened(folder, clock);
  file.save(CHOSEN);
  expect(file.resetQuery()).toEqual({ ...CHOSEN, query: {} });
  file.flush();
  file.save(CHOSEN);
  const before = readFileSync(join(folder, LIST_FILE));
  expect(file.forget()).toEqual(EMPTY_LIST_STATE);
  await clock.advance(10_000);
  expect(readFileSync(join(folder, LIST_FILE))).toEqual(before);
});

test('the list reports why it cannot be written, and keeps the choice until the app ends', () => {
  const { file, troubles } = opened(join(tempFolder(), 'none', '\0'));
  file.save(CHOSEN);
  file.flush();
  expect(troubles).toHaveLength(1);
  expect(file.state).toEqual(CHOSEN);
});

test('an older app’s file keeps its one city in a list of cities', () => {
  const folder = tempFolder();
  const columns = [{ column: 'name', width: null }];
  const older = {
    ...CHOSEN,
    query: { filter: 'active', city: 'Napoli' },
    views: [
      { name: 'A Bari', search: '', query: { city: 'Bari' }, columns },
      { name: 'Ovunque', search: '', query: { city: null, filter: 'due' }, columns },
    ],
  };
  writeFileSync(join(folder, LIST_FILE), JSON.stringify({ version: 1, list: older }));
  const { file } = opened(folder);
  expect(file.loaded).toBe('read');
  expect(file.state.query).toMatchObject({ filter: 'active', cities: ['Napoli'] });
  expect(file.state.views).toMatchObject([
    { name: 'A Bari', query: { cities: ['Bari'] } },
    { name: 'Ovunque', query: { cities: null, filter: 'due' } },
  ]);
});
