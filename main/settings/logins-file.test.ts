import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OWNERS_FILE, readMode } from '../../tests/helpers/file-mode';
import { tempFolder } from '../../tests/helpers/temp-folder';
import type { StoredLogins } from './logins-file';
import { LOGINS_FILE, LoginsFile } from './logins-file';

const NOW = Date.UTC(2026, 10, 25, 8);
const LOGINS: StoredLogins = [
  { at: NOW - 60_000, kind: 'test', answered: true },
  { at: NOW, kind: 'automatic', answered: false },
];

test('the logins survive a restart in a file for this user only', () => {
  const folder = tempFolder();
  const file = new LoginsFile(folder);
  expect(file.load(NOW)).toEqual({ logins: [], wasDamaged: false });
  expect(file.save(LOGINS)).toBeNull();
  expect(new LoginsFile(folder).load(NOW)).toEqual({ logins: LOGINS, wasDamaged: false });
  expect(readMode(join(folder, LOGINS_FILE))).toBe(OWNERS_FILE);
});

test.each(['', '{"version":1,"log', '{"version":1,"logins":[{"at":"soon"}]}', '{"version":2}'])(
  'a damaged file is kept under another name and the logins start empty (%j)',
  (text) => {
    const folder = tempFolder();
    writeFileSync(join(folder, LOGINS_FILE), text);
    const file = new LoginsFile(folder);
    // Reading without a load leaves the damaged file in its place.
    expect(file.read()).toEqual([]);
    expect(readdirSync(folder)).toEqual([LOGINS_FILE]);
    expect(file.load(NOW)).toEqual({ logins: [], wasDamaged: true });
    expect(readdirSync(folder)).toEqual([`${LOGINS_FILE}.broken-2026-11-25T08-00-00-000Z`]);
    expect(file.load(NOW)).toEqual({ logins: [], wasDamaged: false });
  },
);

test('a failed save returns the reason and does not throw', () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'in-the-way'), '');
  expect(new LoginsFile(join(folder, 'in-the-way')).save(LOGINS)).toMatch(/^E[A-Z]+$/);
});
