import { join } from 'node:path';
import { expect, test } from 'vitest';
import { explainFileError } from './file-error.mjs';

const FOLDERS = { project: '/home/a/archibald', cache: '/home/a/.cache/archibald-agent-dev' };

function fileError(code: string, path: string) {
  return Object.assign(new Error(code), { code, path });
}

test('the help for another user’s cache folder says what to type', () => {
  const text = explainFileError(fileError('EACCES', join(FOLDERS.cache, 'lock')), FOLDERS, 'linux');
  expect(text).toContain('export XDG_CACHE_HOME=');
  expect(text).toContain(`sudo chown -R "$USER" "${FOLDERS.cache}"`);
});

test('the help for another user’s checkout says what to type', () => {
  const text = explainFileError(fileError('EACCES', join(FOLDERS.project, 'out')), FOLDERS, 'darwin');
  expect(text).toContain(`sudo chown -R "$USER" "${FOLDERS.project}"`);
});

test.each(['EPERM', 'EBUSY'])('the help on Windows mentions programs that may hold the file (%s)', (code) => {
  const folders = { project: 'C:\\archibald', cache: 'C:\\Users\\à b\\AppData\\Local\\archibald-agent-dev' };
  const text = explainFileError(fileError(code, `${folders.cache}\\set-up.lock`), folders, 'win32');
  expect(text).toContain('virus scanner');
  expect(text).toContain(`icacls "${folders.cache}" /grant`);
  expect(text).not.toMatch(/sudo|export/);
});

test('a full disk is reported', () => {
  expect(explainFileError(fileError('ENOSPC', 'x'), FOLDERS)).toContain('The disk is full');
});

test('bugs get no help text', () => {
  expect(explainFileError(new TypeError('x is not a function'), FOLDERS)).toBeNull();
  expect(explainFileError(fileError('ENOENT', 'x'), FOLDERS)).toBeNull();
  expect(explainFileError(undefined, FOLDERS)).toBeNull();
});
