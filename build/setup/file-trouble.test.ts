import { expect, test } from 'vitest';
import { explainFileTrouble } from './file-trouble.mjs';

const FOLDERS = { project: '/home/a/archibald', cache: '/home/a/.cache/archibald-agent-dev' };

function fileError(code: string, path: string) {
  return Object.assign(new Error(code), { code, path });
}

test('says what to type when the cache folder belongs to another', () => {
  const text = explainFileTrouble(fileError('EACCES', `${FOLDERS.cache}/set-up.lock`), FOLDERS);
  expect(text).toContain('export XDG_CACHE_HOME=');
  expect(text).toContain(`sudo chown -R "$USER" "${FOLDERS.cache}"`);
});

test('says what to type when the checkout belongs to another', () => {
  const text = explainFileTrouble(fileError('EACCES', `${FOLDERS.project}/out/.built`), FOLDERS);
  expect(text).toContain(`sudo chown -R "$USER" "${FOLDERS.project}"`);
});

test('says that the disk is full', () => {
  expect(explainFileTrouble(fileError('ENOSPC', '/tmp/x'), FOLDERS)).toContain('The disk is full');
});

test('leaves bugs to be seen as such', () => {
  expect(explainFileTrouble(new TypeError('x is not a function'), FOLDERS)).toBeNull();
  expect(explainFileTrouble(fileError('ENOENT', '/tmp/x'), FOLDERS)).toBeNull();
  expect(explainFileTrouble(undefined, FOLDERS)).toBeNull();
});
