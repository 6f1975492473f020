import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const MIGRATIONS = readdirSync(import.meta.dirname).filter((name) => /\d{4}-.*\.ts$/.test(name));

/** Returns the modules whose code a file runs, ignoring imports of types. */
function codeUsedBy(source: string): string[] {
  const imports = [...source.matchAll(/^\s*(?:import|export)\s(?!type\b)[^;]*?from\s+'([^']+)'/gm)];
  const others = [...source.matchAll(/\b(?:import|require)\(\s*'([^']+)'|^\s*import\s+'([^']+)'/gm)];
  return [...imports, ...others].map(([, from, alone]) => from ?? alone ?? '');
}

test.each(MIGRATIONS)('%s runs no code that may change after its publication', (name) => {
  const used = codeUsedBy(readFileSync(join(import.meta.dirname, name), 'utf8'));
  expect(used.filter((from) => !from.startsWith('node:'))).toEqual([]);
});

test('imported code is found in any form of import, and types are ignored', () => {
  expect(
    codeUsedBy(`
      import type { Store } from '../store/connection';
      import { createHash } from 'node:crypto';
      import {
        rowHash,
        type Row,
      } from '../store/hashed-columns';
      import '../effects';
      export { x } from '../x';
      const later = import('../later');
    `),
  ).toEqual(['node:crypto', '../store/hashed-columns', '../x', '../effects', '../later']);
  expect(MIGRATIONS.length).toBeGreaterThan(8);
});
