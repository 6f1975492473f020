import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { eraseData } from './erase-data';

test('leaves nothing of the agent or of customers, and says what there was', () => {
  const folder = tempFolder();
  for (const name of ['backups', 'damaged', 'logs', 'exports', 'chromium', 'customers-before-2026']) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'file'), 'x');
  }
  const files = [
    'customers.db',
    'customers.db-wal',
    'notes.db',
    'notes.db-wal',
    'runs.db',
    'schedule.json',
    'list.json',
    'list.json.backup',
    'credentials.bin',
    'settings.json',
  ];
  for (const name of files) {
    writeFileSync(join(folder, name), 'x');
  }
  expect(eraseData(folder)).toEqual([
    { kind: 'customers', files: 2 },
    { kind: 'notes', files: 2 },
    { kind: 'list', files: 2 },
    { kind: 'runs', files: 2 },
    { kind: 'backups', files: 3 },
    { kind: 'exports', files: 1 },
    { kind: 'logs', files: 1 },
    { kind: 'password', files: 1 },
  ]);
  expect(readdirSync(folder).sort()).toEqual(['chromium', 'settings.json']);
  expect(eraseData(folder)).toEqual([]);
});
