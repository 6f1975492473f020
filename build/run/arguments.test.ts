import { expect, test } from 'vitest';
import { resolvePaths } from './arguments.mjs';

test('means paths from where they were typed', () => {
  expect(resolvePaths(['--data', 'd', '--user', 'd', '--data=e=f', '--data', '/abs'], '/home/a')).toEqual([
    '--data',
    '/home/a/d',
    '--user',
    'd',
    '--data=/home/a/e=f',
    '--data',
    '/abs',
  ]);
});

test('leaves a search text alone that looks like a file', () => {
  expect(resolvePaths(['--search', 'listino.pdf'], '/home/a')).toEqual(['--search', 'listino.pdf']);
});

test('leaves an option alone that stands where a folder is missing', () => {
  expect(resolvePaths(['--compare', 'old.json', '--from=new.json'], '/home/a')).toEqual([
    '--compare',
    '/home/a/old.json',
    '--from=/home/a/new.json',
  ]);
  expect(resolvePaths(['--data', '--limit', '3'], '/home/a')).toEqual(['--data', '--limit', '3']);
});

test('takes what is no option for a file, whatever its name, where files are read', () => {
  expect(resolvePaths(['Export Clienti', '-x', '../b.PDF'], '/home/a', { areFiles: true })).toEqual([
    '/home/a/Export Clienti',
    '-x',
    '/home/b.PDF',
  ]);
});
