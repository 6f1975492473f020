import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { resolvePaths } from './arguments.mjs';

const HERE = resolve('somewhere', 'a');
const ABSOLUTE = resolve('abs');

test('means paths from where they were typed', () => {
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

test('leaves a search text alone that looks like a file', () => {
  expect(resolvePaths(['--search', 'listino.pdf'], HERE)).toEqual(['--search', 'listino.pdf']);
});

test('leaves an option alone that stands where a folder is missing', () => {
  expect(resolvePaths(['--compare', 'old.json', '--from=new.json'], HERE)).toEqual([
    '--compare',
    join(HERE, 'old.json'),
    `--from=${join(HERE, 'new.json')}`,
  ]);
  expect(resolvePaths(['--data', '--limit', '3'], HERE)).toEqual(['--data', '--limit', '3']);
});

test('takes what is no option for a file, whatever its name, where files are read', () => {
  expect(resolvePaths(['Export Clienti', '-x', '../b.PDF'], HERE, { areFiles: true })).toEqual([
    join(HERE, 'Export Clienti'),
    '-x',
    resolve(HERE, '../b.PDF'),
  ]);
});
