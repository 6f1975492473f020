import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from '../setup/places.mjs';

/** In code: a path with a folder of the project's, as these documents name files. */
const NAMED = /`((?:\.github|build|docs|main|preload|renderer|scripts|tests)\/[\w./-]+)`/g;

const DOCS = readdirSync(join(PROJECT, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.md$/.test(name) && !name.endsWith('README.md'))
  .map((name) => join('docs', name));

test.each(['CONTRIBUTING.md', 'README.md', ...DOCS])('every file that %s names is there', (document) => {
  const text = readFileSync(join(PROJECT, document), 'utf8');
  const named = [...text.matchAll(NAMED)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(1);
  expect(named.filter((path) => !existsSync(join(PROJECT, path)))).toEqual([]);
});
