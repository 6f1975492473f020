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

test('keeps filters, order, kinds, columns and views over restarts, written once the clicks have settled', async () => {
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

test('writes what is waiting when the app is quit, and nothing when nothing is', () => {
  const folder = tempFolder();
  const { file } = opened(folder);
  file.flush();
  expect(existsSync(join(folder, LIST_FILE))).toBe(false);
  file.save(CHOSEN);
  file.flush();
  expect(opened(folder).file.state.columns).toEqual(CHOSEN.columns);
});

test('sets a damaged file aside and goes on with the copy of the last good one', () => {
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

test('begins anew when there is no good copy', () => {
  const folder = tempFolder();
  writeFileSync(join(folder, LIST_FILE), '{"version":1,"list":[');
  const { file } = opened(folder);
  expect(file.loaded).toBe('reset');
  expect(file.state).toEqual(EMPTY_LIST_STATE);
});

test('takes no column twice, and keeps what is right beside it', () => {
  const folder = tempFolder();
  const twice = { ...CHOSEN, columns: [CHOSEN.columns?.[0], CHOSEN.columns?.[0]] };
  writeFileSync(join(folder, LIST_FILE), JSON.stringify({ version: 1, list: twice }));
  const { file } = opened(folder);
  expect(file.loaded).toBe('partly');
  expect(file.state).toMatchObject({ columns: null, views: CHOSEN.views, query: CHOSEN.query });
});

test('forgets filters for another account, and everything when data are erased', async () => {
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

test('says why the file cannot be written, and keeps the choice until the app ends', () => {
  const { file, troubles } = opened(join(tempFolder(), 'none', '\0'));
  file.save(CHOSEN);
  file.flush();
  expect(troubles).toHaveLength(1);
  expect(file.state).toEqual(CHOSEN);
});

test('a file of an older app keeps its one city, as one of several', () => {
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
