import { expect, test } from 'vitest';
import { PrefixCache } from './prefix-cache';

const BORDER = ' 72 72 438 648 re W n 0.66 0.66 0.66 rg';
const content = (...parts: readonly string[]): Buffer => Buffer.from(parts.join(''), 'latin1');

function remembered(bytes: Buffer): PrefixCache<string> {
  const prefixes = new PrefixCache<string>(bytes);
  prefixes.remember({ start: 1, end: 1 + BORDER.length, from: 'page', to: 'clipped' });
  return prefixes;
}

test('a prefix is recognised by its exact bytes in the same state', () => {
  const bytes = content('q', BORDER, ' 1 2 3 4 re f Q q', BORDER, ' 5 6 7 8 re f Q');
  const prefixes = remembered(bytes);
  const second = bytes.lastIndexOf('q') + 1;
  expect(prefixes.at(second, 'page')).toMatchObject({ to: 'clipped' });
  expect(prefixes.at(second, 'elsewhere')).toBeNull();
  expect(prefixes.at(second + 1, 'page')).toBeNull();
});

test.each([
  ['another clip', BORDER.replace('438', '439'), ' 1 2 3 4 re f'],
  ['another colour', BORDER.replace('0.66 rg', '0.67 rg'), ' 1 2 3 4 re f'],
  ['a longer operator at its end', BORDER, 'x 1 2 3 4 re f'],
  ['the end of the content in its place', BORDER.slice(0, -2), ''],
  ['the end of the content right after it', BORDER, ''],
])('a prefix is not recognised in %s', (_name, prefix, rest) => {
  const bytes = content('q', BORDER, ' Q q', prefix, rest);
  expect(remembered(bytes).at(bytes.lastIndexOf('q') + 1, 'page')).toBeNull();
});

test('the least recently used prefix is forgotten', () => {
  const names = ['a', 'b', 'c', 'd'];
  const bytes = content(...names.map((name) => `q ${name} rg `), ...names.map((name) => `q ${name} rg `));
  const prefixes = new PrefixCache<string>(bytes);
  const place = (index: number, isSecond: boolean): number => (index + (isSecond ? 4 : 0)) * 7 + 1;
  for (const [index, name] of names.slice(0, 3).entries()) {
    prefixes.remember({ start: place(index, false), end: place(index, false) + 5, from: 'page', to: name });
  }
  expect(prefixes.at(place(0, true), 'page')?.to).toBe('a');
  prefixes.remember({ start: place(3, false), end: place(3, false) + 5, from: 'page', to: 'd' });
  expect([0, 1, 2, 3].map((index) => prefixes.at(place(index, true), 'page')?.to ?? null)).toEqual([
    'a',
    null,
    'c',
    'd',
  ]);
});
