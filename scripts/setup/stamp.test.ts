import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { fileHash, isStamped, stamp, treeHash } from './stamp.mjs';

test('a changed, added or removed source is detected', () => {
  const root = tempFolder();
  mkdirSync(join(root, 'main/app'), { recursive: true });
  const file = join(root, 'main/app/a.ts');
  writeFileSync(file, 'a');
  const first = treeHash(root, ['main', 'absent']);
  expect(treeHash(root, ['main', 'absent'])).toBe(first);
  utimesSync(file, 1, 1);
  const touched = treeHash(root, ['main']);
  expect(touched).not.toBe(first);
  writeFileSync(join(root, 'main/b.ts'), '');
  const more = treeHash(root, ['main']);
  expect(more).not.toBe(touched);
  rmSync(file);
  expect(treeHash(root, ['main'])).not.toBe(more);
});

test("an editor's dangling link does not disturb the digest", () => {
  const root = tempFolder();
  mkdirSync(join(root, 'main'));
  symlinkSync('somebody@somewhere:1', join(root, 'main/.#a.ts'));
  expect(treeHash(root, ['main'])).toMatch(/^[0-9a-f]{64}$/);
});

test('a stamp is valid only for its exact content', () => {
  const path = join(tempFolder(), 'deep/stamp');
  expect(isStamped(path, 'a')).toBe(false);
  stamp(path, 'a');
  expect(isStamped(path, 'a')).toBe(true);
  expect(isStamped(path, 'b')).toBe(false);
});

test('the digest of a file has the form of npm’s integrity', () => {
  const path = join(tempFolder(), 'file');
  writeFileSync(path, 'abc');
  expect(fileHash(path, 'sha512', 'base64')).toBe(
    '3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==',
  );
});
