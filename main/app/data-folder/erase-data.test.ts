import { mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { eraseData } from './erase-data';

const STAMP = '2026-11-20T08-00-00-000Z';

const FOLDERS = [
  'backups',
  'damaged',
  'logs',
  'exports',
  'chromium',
  `customers-before-${STAMP}`,
  'of-a-later-version',
];
const FILES = [
  'customers.db',
  'customers.db-wal',
  'notes.db',
  'notes.db-wal',
  'notes.db.restoring',
  'runs.db',
  'schedule.json',
  'schedule.json.backup',
  'logins.json',
  'list.json',
  'list.json.backup',
  'credentials.bin',
  'credentials.bin.new',
  'settings.json',
  'settings.json.backup',
  `settings.json.broken-${STAMP}`,
  'window.json',
  'lockfile',
];
const KEPT_FILES = ['chromium', 'lockfile', 'settings.json', 'window.json'];

function used(): string {
  const folder = tempFolder();
  for (const name of FOLDERS) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'file'), 'x');
  }
  for (const name of FILES) {
    writeFileSync(join(folder, name), 'x');
  }
  return folder;
}

const ERASED = [
  { kind: 'customers', files: 2 },
  { kind: 'notes', files: 3 },
  { kind: 'list', files: 2 },
  { kind: 'runs', files: 4 },
  { kind: 'backups', files: 3 },
  { kind: 'exports', files: 1 },
  { kind: 'logs', files: 1 },
  { kind: 'password', files: 2 },
];

test('erasing leaves only the files that may stay, and reports the erased ones', async () => {
  const folder = used();
  expect(await eraseData(folder, { isOwnFolder: true })).toEqual({
    erased: [...ERASED, { kind: 'other', files: 3 }],
    left: [],
    foreign: 0,
    error: null,
  });
  expect(readdirSync(folder).sort()).toEqual(KEPT_FILES);
  expect(await eraseData(folder, { isOwnFolder: true })).toMatchObject({ erased: [], error: null });
});

test('in a folder named by --data, foreign files stay and are reported', async () => {
  const folder = used();
  expect(await eraseData(folder, { isOwnFolder: false })).toEqual({
    erased: [...ERASED, { kind: 'other', files: 2 }],
    left: [],
    foreign: 1,
    error: null,
  });
  expect(readdirSync(folder).sort()).toEqual([
    ...KEPT_FILES.slice(0, 2),
    'of-a-later-version',
    ...KEPT_FILES.slice(2),
  ]);
});

test('a file held by another program protects no other, and is reported with the reason', async () => {
  const folder = used();
  writeFileSync(join(folder, 'backups', 'another'), 'x');
  const held = ['customers.db', join('backups', 'file')].map((name) => join(folder, name));
  const remove = (path: string): Promise<void> => {
    if (held.includes(path)) {
      return Promise.reject(Object.assign(new Error('busy'), { code: 'EBUSY' }));
    }
    rmSync(path, { recursive: true });
    return Promise.resolve();
  };
  expect(await eraseData(folder, { isOwnFolder: true, remove })).toMatchObject({
    erased: [{ kind: 'customers', files: 1 }, { kind: 'notes' }, { kind: 'list' }, { kind: 'runs' }].concat([
      { kind: 'backups', files: 3 },
      { kind: 'exports' },
      { kind: 'logs' },
      { kind: 'password' },
      { kind: 'other' },
    ] as never),
    left: [
      { kind: 'customers', files: 1 },
      { kind: 'backups', files: 1 },
    ],
    error: { code: 'ERASE_INCOMPLETE', details: { files: 2, reasons: 'EBUSY' } },
  });
  expect(readdirSync(folder).sort()).toEqual([
    'backups',
    ...KEPT_FILES.slice(0, 1),
    'customers.db',
    ...KEPT_FILES.slice(1),
  ]);
  expect(readdirSync(join(folder, 'backups'))).toEqual(['file']);
  // The other program has released the file by now.
  expect(await eraseData(folder, { isOwnFolder: true })).toMatchObject({ error: null, left: [] });
  expect(readdirSync(folder).sort()).toEqual(KEPT_FILES);
});

test.skipIf(process.platform === 'win32')('a link is removed without its target', async () => {
  const [folder, elsewhere] = [tempFolder(), tempFolder()];
  writeFileSync(join(elsewhere, 'own'), 'x');
  symlinkSync(elsewhere, join(folder, 'backups'));
  symlinkSync(join(elsewhere, 'gone'), join(folder, 'exports'));
  expect(await eraseData(folder, { isOwnFolder: true })).toMatchObject({ error: null });
  expect(readdirSync(folder)).toEqual([]);
  expect(readFileSync(join(elsewhere, 'own'), 'utf8')).toBe('x');
});
