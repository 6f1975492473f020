import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { withLock } from './lock.mjs';

const LOCK_MODULE = pathToFileURL(join(import.meta.dirname, 'lock.mjs')).href;

/** A set-up in a process of its own, which holds the lock until it is killed. */
async function holdElsewhere(path: string) {
  const script = join(dirname(path), 'hold.mjs');
  writeFileSync(
    script,
    `import { withLock } from ${JSON.stringify(LOCK_MODULE)};
     await withLock(${JSON.stringify(path)}, () => new Promise(() => { process.send('held'); setInterval(() => {}, 1000); }));`,
  );
  const child = fork(script);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await once(child, 'message');
  return child;
}

test('lets one in at a time', async () => {
  const path = join(tempFolder(), 'lock');
  const order: string[] = [];
  const work = (name: string) => () =>
    new Promise<void>((resolve) => {
      order.push(`${name} in`);
      setImmediate(() => {
        order.push(`${name} out`);
        resolve();
      });
    });
  await Promise.all([withLock(path, work('a')), withLock(path, work('b')), withLock(path, work('c'))]);
  expect(order.length).toBe(6);
  for (let index = 0; index < order.length; index += 2) {
    expect(order[index + 1]).toBe(order[index]?.replace('in', 'out'));
  }
});

test('waits for a set-up that runs in another process, and takes over when it is killed', async () => {
  const path = join(tempFolder(), 'lock');
  const other = await holdElsewhere(path);
  let isIn = false;
  const waiting = new Promise<void>((resolve) => {
    void withLock(path, () => Promise.resolve((isIn = true)), resolve).then(() => undefined);
  });
  await waiting;
  expect(isIn).toBe(false);
  other.kill('SIGKILL');
  await once(other, 'exit');
  await expect.poll(() => isIn, { timeout: 5_000 }).toBe(true);
  await expect.poll(() => existsSync(path)).toBe(false);
});

test('takes over at once from an owner that is gone', async () => {
  const path = join(tempFolder(), 'lock');
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(path, `${pid} 1`);
  let hasWaited = false;
  await withLock(
    path,
    () => Promise.resolve(),
    () => (hasWaited = true),
  );
  expect(hasWaited).toBe(false);
});

test.runIf(process.platform === 'linux')(
  'takes over when the number of the owner belongs to another process by now',
  async () => {
    const path = join(tempFolder(), 'lock');
    writeFileSync(path, `${process.pid} 1`);
    const content = await withLock(path, () => Promise.resolve(readFileSync(path, 'utf8')));
    expect(content).not.toBe(`${process.pid} 1`);
  },
);

test('leaves the lock and nothing else behind while it works, and nothing after it', async () => {
  const folder = tempFolder();
  const path = join(folder, 'lock');
  const during = await withLock(path, () => Promise.resolve(readdirSync(folder)));
  expect(during).toEqual(['lock']);
  expect(readdirSync(folder)).toEqual([]);
});

test('lets the next in when the work fails', async () => {
  const path = join(tempFolder(), 'lock');
  await expect(withLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await withLock(path, () => Promise.resolve('next'))).toBe('next');
});
