import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { resolvePaths } from './arguments.mjs';

const HERE = resolve('somewhere', 'a');
const ABSOLUTE = resolve('abs');

test('paths are relative to the folder where they were typed', () => {
  expect(resolvePaths(['--data', 'd', '--user', 'd', '--data=e=f', '--data', ABSOLUTE], HERE)).toEqual([
    '--data',
    join(HERE, 'd'),
    '--user',
    'd',
    `--data=${join(HERE, 'e=f')}`,
    '--data',
    ABSOLUTE,
  ]);
});

test('a search text that looks like a file stays unchanged', () => {
  expect(resolvePaths(['--search', 'listino.pdf'], HERE)).toEqual(['--search', 'listino.pdf']);
});

test('an option in place of a folder stays unchanged', () => {
  expect(resolvePaths(['--compare', 'old.json', '--from=new.json'], HERE)).toEqual([
    '--compare',
    join(HERE, 'old.json'),
    `--from=${join(HERE, 'new.json')}`,
  ]);
  expect(resolvePaths(['--data', '--limit', '3'], HERE)).toEqual(['--data', '--limit', '3']);
});

test('arguments that are not options are files if a command reads files', () => {
  expect(resolvePaths(['Export Clienti', '-x', '../b.PDF'], HERE, { areFiles: true })).toEqual([
    join(HERE, 'Export Clienti'),
    '-x',
    resolve(HERE, '../b.PDF'),
  ]);
});
