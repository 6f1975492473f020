import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { lockSocket, withLock } from './lock.mjs';

const LOCK_MODULE = pathToFileURL(join(import.meta.dirname, 'lock.mjs')).href;

/** Starts another process whose set-up holds the lock until the process is killed. */
async function lockFromOtherProcess(socket: string) {
  const script = join(tempFolder(), 'hold.mjs');
  writeFileSync(
    script,
    `import { withLock } from ${JSON.stringify(LOCK_MODULE)};
     await withLock(${JSON.stringify(socket)}, () => new Promise(() => { process.send('held'); setInterval(() => {}, 1000); }));`,
  );
  const child = fork(script);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await once(child, 'message');
  return child;
}

/** The lock of this system and, except on Windows, the file lock of macOS. */
const LOCKS = [() => lockSocket(tempFolder()), () => lockSocket(tempFolder(), 'darwin')].slice(
  0,
  process.platform === 'win32' ? 1 : 2,
);

test.each(LOCKS)('only one set-up works at a time (%#)', async (newLock) => {
  const path = newLock();
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

test.each(LOCKS)(
  'a set-up waits for another process and continues when that is killed (%#)',
  async (newLock) => {
    const path = newLock();
    const other = await lockFromOtherProcess(path);
    let isIn = false;
    let done: Promise<unknown> = Promise.resolve();
    await new Promise<void>((resolve) => {
      done = withLock(path, () => Promise.resolve((isIn = true)), resolve);
    });
    expect(isIn).toBe(false);
    other.kill('SIGKILL');
    await done;
    expect(isIn).toBe(true);
  },
);

test.runIf(process.platform !== 'win32')(
  'the file of a killed set-up does not block the next one',
  async () => {
    const path = lockSocket(tempFolder(), 'darwin');
    const other = await lockFromOtherProcess(path);
    other.kill('SIGKILL');
    await once(other, 'exit');
    expect(existsSync(path)).toBe(true);
    expect(await withLock(path, () => Promise.resolve('in'))).toBe('in');
    expect(existsSync(path)).toBe(false);
  },
);

test('the next set-up starts after a failed one', async () => {
  const path = lockSocket(tempFolder());
  await expect(withLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await withLock(path, () => Promise.resolve('next'))).toBe('next');
});

test('each cache folder has its own lock', () => {
  expect(lockSocket('/a', 'linux')).not.toBe(lockSocket('/b', 'linux'));
  expect(lockSocket('C:\\a', 'win32')).toMatch(/^\\\\\.\\pipe\\archibald-agent-/);
});
