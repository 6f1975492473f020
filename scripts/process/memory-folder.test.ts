import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { memoryFolder } from './memory-folder.mjs';

test('a folder with enough space is returned', () => {
  expect(memoryFolder(tmpdir())).toBe(tmpdir());
});

test('a missing folder returns null', () => {
  expect(memoryFolder(join(tempFolder(), 'shm'))).toBeNull();
});
