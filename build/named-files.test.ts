import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from './setup/places.mjs';

/** In code: a path with a folder of the project's, as these documents name files. */
const NAMED = /`((?:\.github|build|main|preload|renderer|tests)\/[\w./-]+)`/g;

test.each(['CONTRIBUTING.md', 'main/app/README.md', 'README.md'])(
  'every file that %s names is there',
  (document) => {
    const text = readFileSync(join(PROJECT, document), 'utf8');
    const named = [...text.matchAll(NAMED)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((path) => !existsSync(join(PROJECT, path)))).toEqual([]);
  },
);
