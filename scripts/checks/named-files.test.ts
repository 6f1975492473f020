import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from '../setup/places.mjs';

/** Matches a path in a folder of the project, in backticks, such as `scripts/run.mjs`. */
const IN_PROJECT = /`((?:\.github|build|docs|main|preload|renderer|scripts|tests)\/[\w./-]*)`/g;
/** Matches a folder or source file, in backticks, relative to the README that names it. */
const IN_FOLDER = /`([\w-]+(?:\/[\w.-]+)*(?:\/|\.(?:ts|tsx|mts|mjs|css|html)))`/g;

const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: PROJECT,
  encoding: 'utf8',
});
/** The documents except the changelog, which names files that no longer exist. */
const DOCUMENTS = list
  .split('\0')
  .filter((path) => existsSync(join(PROJECT, path)) && /\.md$/.test(path) && path !== 'CHANGELOG.md');

const named = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, path = '']) => path);

function missingIn(document: string, text: string): readonly string[] {
  const isNote = document.endsWith('README.md') && document !== 'README.md';
  const paths = isNote ? named(text, IN_FOLDER) : named(text, IN_PROJECT);
  return paths.filter(
    (path) =>
      ![path, ...(isNote ? [join(dirname(document), path)] : [])].some((each) =>
        existsSync(join(PROJECT, each)),
      ),
  );
}

test('every file that a document names exists', () => {
  const texts = DOCUMENTS.map((path) => [path, readFileSync(join(PROJECT, path), 'utf8')] as const);
  expect(texts.flatMap(([path, text]) => missingIn(path, text).map((name) => `${path}: ${name}`))).toEqual(
    [],
  );
  expect(texts.flatMap(([, text]) => named(text, IN_PROJECT)).length).toBeGreaterThan(100);
});

test.each([
  ['docs/sync.md', '`main/sync/ports.ts`, `main/sync/kitchen.ts`', ['main/sync/kitchen.ts']],
  ['main/sync/README.md', '`run/retry.ts`, `main/sync/run/`, `run/kitchen.ts`', ['run/kitchen.ts']],
])('%s that names %s lacks %j', (document, text, missing) => {
  expect(missingIn(document, text)).toEqual(missing);
});
