import { join } from 'node:path';
import { expect, test } from 'vitest';
import { explainFileTrouble } from './file-trouble.mjs';

const FOLDERS = { project: '/home/a/archibald', cache: '/home/a/.cache/archibald-agent-dev' };

function fileError(code: string, path: string) {
  return Object.assign(new Error(code), { code, path });
}

test('says what to type when the cache folder belongs to another', () => {
  const text = explainFileTrouble(fileError('EACCES', join(FOLDERS.cache, 'lock')), FOLDERS, 'linux');
  expect(text).toContain('export XDG_CACHE_HOME=');
  expect(text).toContain(`sudo chown -R "$USER" "${FOLDERS.cache}"`);
});

test('says what to type when the checkout belongs to another', () => {
  const text = explainFileTrouble(fileError('EACCES', join(FOLDERS.project, 'out')), FOLDERS, 'darwin');
  expect(text).toContain(`sudo chown -R "$USER" "${FOLDERS.project}"`);
});

test.each(['EPERM', 'EBUSY'])('on Windows it speaks of what may hold the file (%s)', (code) => {
  const folders = { project: 'C:\\archibald', cache: 'C:\\Users\\à b\\AppData\\Local\\archibald-agent-dev' };
  const text = explainFileTrouble(fileError(code, `${folders.cache}\\set-up.lock`), folders, 'win32');
  expect(text).toContain('virus scanner');
  expect(text).toContain(`icacls "${folders.cache}" /grant`);
  expect(text).not.toMatch(/sudo|export/);
});

test('says that the disk is full', () => {
  expect(explainFileTrouble(fileError('ENOSPC', 'x'), FOLDERS)).toContain('The disk is full');
});

test('leaves bugs to be seen as such', () => {
  expect(explainFileTrouble(new TypeError('x is not a function'), FOLDERS)).toBeNull();
  expect(explainFileTrouble(fileError('ENOENT', 'x'), FOLDERS)).toBeNull();
  expect(explainFileTrouble(undefined, FOLDERS)).toBeNull();
});
