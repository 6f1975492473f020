import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { THIS_SYSTEM, copyFile, moveFile, removeFile, removeTree, retryWhileHeld } from './held-files';

/** Prepares work that fails `times` times with `code`, then succeeds. Waits are only recorded. */
function held(code: string, times: number, platform: NodeJS.Platform = 'win32') {
  const waits: number[] = [];
  let tries = 0;
  const work = (): string => {
    tries += 1;
    if (tries <= times) {
      throw Object.assign(new Error(code), { code });
    }
    return 'done';
  };
  const run = (): string => retryWhileHeld(work, { platform, wait: (ms) => waits.push(ms) });
  return { run, waits, tries: () => tries };
}

test.each(['EPERM', 'EACCES', 'EBUSY', 'ENOTEMPTY'])(
  'on Windows a file that is held for a moment (%s) is tried again',
  (code) => {
    const { run, waits, tries } = held(code, 3);
    expect(run()).toBe('done');
    expect(tries()).toBe(4);
    expect(waits).toEqual([10, 20, 40]);
  },
);

test('the waits together are no longer than a window may block', () => {
  const { run, waits } = held('EBUSY', 100);
  expect(run).toThrow('EBUSY');
  expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(1_270);
});

test.each([
  ['another reason', 'ENOSPC', 'win32'],
  ['another system', 'EPERM', 'linux'],
  ['another system', 'EBUSY', 'darwin'],
] as const)('%s fails without a second try (%s on %s)', (_name, code, platform) => {
  const { run, waits, tries } = held(code, 1, platform);
  expect(run).toThrow(code);
  expect([tries(), waits]).toEqual([1, []]);
});

test('the real wait blocks the thread', () => {
  const wait = vi.spyOn(Atomics, 'wait');
  let tries = 0;
  const work = (): number => {
    tries += 1;
    if (tries === 1) {
      throw Object.assign(new Error('held'), { code: 'EBUSY' });
    }
    return tries;
  };
  expect(retryWhileHeld(work, { ...THIS_SYSTEM, platform: 'win32' })).toBe(2);
  expect(wait.mock.results.map(({ value }): unknown => value)).toEqual(['timed-out']);
});

test('files are moved over others, copied, and removed whether they exist or not', () => {
  const folder = tempFolder();
  const [one, two, tree] = ['one', 'two', 'tree'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(one, 'new');
  writeFileSync(two, 'old');
  moveFile(one, two);
  expect([existsSync(one), readFileSync(two, 'utf8')]).toEqual([false, 'new']);
  copyFile(two, one);
  removeFile(two);
  removeFile(two);
  mkdirSync(join(tree, 'a'), { recursive: true });
  writeFileSync(join(tree, 'a', 'b'), '');
  removeTree(tree);
  removeTree(tree);
  expect([readFileSync(one, 'utf8'), existsSync(two), existsSync(tree)]).toEqual(['new', false, false]);
});
