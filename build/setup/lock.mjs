import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 500;

/**
 * Does `work` while no other set-up does: two at once would spoil each other's files. A lock whose owner is gone is
 * taken over.
 *
 * @template Value
 * @param {string} path
 * @param {() => Promise<Value>} work
 * @param {() => void} [onWaiting] told once when another set-up must be waited for
 * @returns {Promise<Value>}
 */
export async function withLock(path, work, onWaiting = () => undefined) {
  mkdirSync(dirname(path), { recursive: true });
  for (let waiting = false; !tryLock(path); waiting = true) {
    if (!waiting) {
      onWaiting();
    }
    await wait(LOOK_EVERY_MS);
  }
  const release = () => rmSync(path, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/** @param {string} path */
function tryLock(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') {
      throw error;
    }
    if (!isAlive(ownerOf(path))) {
      rmSync(path, { force: true });
    }
    return false;
  }
}

/** @param {string} path */
function ownerOf(path) {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return 0;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
