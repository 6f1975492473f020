import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { resolvePaths } from '../run/arguments.mjs';
import { line } from '../run/checks.mjs';
import { isNodeSupported } from './dependencies.mjs';
import { withLock } from './lock.mjs';
import { cacheFolder } from './places.mjs';
import { isStamped, stamp, treeHash } from './stamp.mjs';
import { chooseNames } from './system-packages.mjs';

test.each([
  ['20.19.0', true],
  ['20.18.1', false],
  ['21.7.0', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['24.1.0', true],
  ['18.20.0', false],
])('takes Node %s: %s', (version, supported) => {
  expect(isNodeSupported(version)).toBe(supported);
});

test('sees that a source has changed, come or gone', () => {
  const root = tempFolder();
  mkdirSync(join(root, 'main/app'), { recursive: true });
  const file = join(root, 'main/app/a.ts');
  writeFileSync(file, 'a');
  const first = treeHash(root, ['main', 'absent']);
  expect(treeHash(root, ['main', 'absent'])).toBe(first);
  utimesSync(file, 1, 1);
  const touched = treeHash(root, ['main']);
  expect(touched).not.toBe(first);
  rmSync(file);
  expect(treeHash(root, ['main'])).not.toBe(touched);
});

test('takes a step for done only for exactly what it was done for', () => {
  const path = join(tempFolder(), 'deep/stamp');
  expect(isStamped(path, 'a')).toBe(false);
  stamp(path, 'a');
  expect(isStamped(path, 'a')).toBe(true);
  expect(isStamped(path, 'b')).toBe(false);
});

test('lets one set-up at a time in, and takes over from one that is gone', async () => {
  const path = join(tempFolder(), 'lock');
  writeFileSync(path, '999999999');
  const order: string[] = [];
  await Promise.all([
    withLock(path, async () => {
      order.push('first in');
      await new Promise((resolve) => setTimeout(resolve, 50));
      order.push('first out');
    }),
    withLock(path, () => Promise.resolve(order.push('second'))),
  ]);
  expect(order).toEqual(expect.arrayContaining(['first in', 'first out', 'second']));
  expect(order.indexOf('first out') - order.indexOf('first in')).toBe(1);
});

test('picks the names that packages have on this system', () => {
  const policy = [
    'libgtk-3-0:\n  Installed: (none)\n  Candidate: (none)',
    'libgtk-3-0t64:\n  Installed: (none)\n  Candidate: 3.24.49-3',
    'libnss3:\n  Installed: (none)\n  Candidate: 2:3.110-1',
  ].join('\n');
  const packages = [['libgtk-3-0', 'libgtk-3-0t64'], ['libnss3'], ['unknown']];
  expect(chooseNames(packages, policy)).toEqual(['libgtk-3-0t64', 'libnss3', 'unknown']);
});

test('keeps what is slow to get where the system keeps caches', () => {
  expect(cacheFolder('linux', { XDG_CACHE_HOME: '/x' })).toBe(join('/x', 'archibald-agent-dev'));
});

test('means paths from where they were typed', () => {
  expect(resolvePaths(['--data', 'd', '--user', 'd', 'file.PDF', '--data=e'], '/home/a')).toEqual([
    '--data',
    '/home/a/d',
    '--user',
    'd',
    '/home/a/file.PDF',
    '--data=/home/a/e',
  ]);
});

test('ends with a line that says how many passed', () => {
  expect(line('vitest', { passed: 3, failed: 0 })).toBe('vitest: 3 passed, 0 failed');
});
