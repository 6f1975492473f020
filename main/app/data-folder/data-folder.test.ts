import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { moveOldFolder, findDataFolder, ownDataFolder } from './data-folder';
import { OPEN_TO_OTHERS } from './private-folder';

const ROAMING = 'C:\\Users\\anna è\\AppData\\Roaming\\Archibald Agent';

test('the data folder is local on Windows, packaged or not, and Electron’s default elsewhere', () => {
  const environment = { LOCALAPPDATA: 'C:\\Users\\anna è\\AppData\\Local' };
  expect(ownDataFolder(ROAMING, 'win32', environment)).toBe(
    'C:\\Users\\anna è\\AppData\\Local\\Archibald Agent',
  );
  expect(ownDataFolder('D:\\profili\\anna\\archibald-agent', 'win32', environment)).toBe(
    'C:\\Users\\anna è\\AppData\\Local\\archibald-agent',
  );
  expect(ownDataFolder(ROAMING, 'win32', {})).toBe(ROAMING);
  expect(ownDataFolder(ROAMING, 'win32', { LOCALAPPDATA: 'Local' })).toBe(ROAMING);
  expect(ownDataFolder('/home/anna/.config/archibald-agent', 'linux', environment)).toBe(
    '/home/anna/.config/archibald-agent',
  );
});

function places(): { from: string; to: string } {
  const root = tempFolder();
  const [from, to] = [join(root, 'Roaming', 'app'), join(root, 'Local', 'app')];
  mkdirSync(join(from, 'backups'), { recursive: true });
  mkdirSync(join(from, 'chromium'));
  for (const name of ['settings.json', 'customers.db', 'backups/notes.db', 'chromium/Cookies', 'lockfile']) {
    writeFileSync(join(from, name), `old ${name}`);
  }
  return { from, to };
}

function failing(code: string): () => void {
  return () => {
    throw Object.assign(new Error(code), { code });
  };
}

test('the data of an earlier version are moved once', () => {
  const { from, to } = places();
  expect(findDataFolder(from, to)).toBe(from);
  mkdirSync(to, { recursive: true });
  expect(moveOldFolder(from, to)).toEqual({ folder: to, note: 'moved' });
  expect(existsSync(from)).toBe(false);
  expect(readFileSync(join(to, 'backups/notes.db'), 'utf8')).toBe('old backups/notes.db');
  expect(findDataFolder(from, to)).toBe(to);
  expect(moveOldFolder(from, to)).toEqual({ folder: to, note: null });
});

test('existing data are never overwritten, and without data nothing is created', () => {
  const { from, to } = places();
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, 'settings.json'), 'new');
  expect(moveOldFolder(from, to)).toEqual({ folder: to, note: null });
  expect(readFileSync(join(to, 'settings.json'), 'utf8')).toBe('new');
  expect(existsSync(join(from, 'customers.db'))).toBe(true);
  const root = tempFolder();
  expect(moveOldFolder(join(root, 'a'), join(root, 'b'))).toEqual({ folder: join(root, 'b'), note: null });
  expect(readdirSync(root)).toEqual([]);
});

test.each(['EBUSY', 'EPERM', 'EACCES'])('a folder held by another program stays where it is (%s)', (code) => {
  const { from, to } = places();
  expect(moveOldFolder(from, to, failing(code))).toEqual({ folder: from, note: code });
  expect(existsSync(join(to, 'settings.json'))).toBe(false);
  expect(readFileSync(join(from, 'customers.db'), 'utf8')).toBe('old customers.db');
});

test('the app keeps the old folder when another file has the new name', () => {
  const { from, to } = places();
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, 'strange'), 'x');
  expect(moveOldFolder(from, to).folder).toBe(from);
  expect(readdirSync(to)).toEqual(['strange']);
});

test('on another disk a complete copy is marked to be closed to others, and the old folder is removed', () => {
  const { from, to } = places();
  // The remains of an interrupted copy.
  mkdirSync(`${to}.moving`, { recursive: true });
  writeFileSync(join(`${to}.moving`, 'customers.db'), 'half');
  expect(moveOldFolder(from, to, failing('EXDEV'))).toEqual({ folder: to, note: 'copied' });
  expect(readdirSync(to).sort()).toEqual([OPEN_TO_OTHERS, 'backups', 'customers.db', 'settings.json'].sort());
  expect(readFileSync(join(to, 'customers.db'), 'utf8')).toBe('old customers.db');
  expect(existsSync(from)).toBe(false);
  expect(existsSync(`${to}.moving`)).toBe(false);
});
