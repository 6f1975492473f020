import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from '../setup/places.mjs';

const FOLDERS = [
  ...readdirSync(join(PROJECT, 'main'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `main/${name}`),
  'preload',
  'renderer',
  'scripts',
  'tests',
];

/** Counts the words of a document, 0 if it is missing. Separate Markdown marks are not words. */
function wordsOf(path: string): number {
  const file = join(PROJECT, path);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

test.each(FOLDERS)('a note of 80 to 150 words describes %s', (folder) => {
  const words = wordsOf(join(folder, 'README.md'));
  expect(words).toBeGreaterThanOrEqual(80);
  expect(words).toBeLessThanOrEqual(150);
});

test('README has 700 to 900 words, a reading time of three minutes', () => {
  expect(wordsOf('README.md')).toBeGreaterThanOrEqual(700);
  expect(readFileSync(join(PROJECT, 'README.md'), 'utf8').split(/\s+/).length).toBeLessThanOrEqual(900);
});
