import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { memoryFolder } from './memory-folder.mjs';

test('gives a folder with room', () => {
  expect(memoryFolder(tmpdir())).toBe(tmpdir());
});

test('gives none where there is none', () => {
  expect(memoryFolder(join(tempFolder(), 'shm'))).toBeNull();
});
