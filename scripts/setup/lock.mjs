import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 300;

/**
 * Does `work` while no other set-up does: two at once would spoil each other's files. A lock whose owner is gone, by
 * whatever end, is taken over.
 *
 * @template Value
 * @param {string} path
 * @param {() => Promise<Value>} work
 * @param {() => void} [onWaiting] told once when another set-up must be waited for
 * @returns {Promise<Value>}
 */
export async function withLock(path, work, onWaiting = () => undefined) {
  mkdirSync(dirname(path), { recursive: true });
  const me = `${process.pid} ${startOf(process.pid) ?? ''}`;
  for (let waiting = false; !tryLock(path, me); waiting = true) {
    if (!waiting) {
      onWaiting();
    }
    await wait(LOOK_EVERY_MS);
  }
  const release = () => {
    if (read(path) === me) {
      rmSync(path, { force: true });
    }
  };
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/**
 * Takes the lock if it is free or its owner gone. It appears with its content, by a link: an empty lock that another
 * looks at just then would seem to have no owner.
 *
 * @param {string} path
 * @param {string} me
 */
function tryLock(path, me) {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, me);
  try {
    for (let attempt = 0; attempt < 2; attempt++) {
      if (link(draft, path)) {
        return true;
      }
      const owner = read(path);
      if (owner !== null && !isGone(owner)) {
        return false;
      }
      if (owner !== null) {
        moveAside(path, owner);
      }
    }
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Takes a lock without an owner away. Of several who try, one moves it; who moves a newer lock meanwhile puts it back.
 *
 * @param {string} path
 * @param {string} owner whose lock it was
 */
function moveAside(path, owner) {
  const aside = `${path}.${process.pid}.gone`;
  try {
    renameSync(path, aside);
  } catch {
    // Another was quicker.
    return;
  }
  if (read(aside) !== owner) {
    link(aside, path);
  }
  rmSync(aside, { force: true });
}

/**
 * @param {string} from
 * @param {string} to
 */
function link(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Whether the owner written in a lock has ended. @param {string} owner */
function isGone(owner) {
  const [pid = '', start = ''] = owner.split(' ');
  return !isAlive(Number(pid)) || (start !== '' && startOf(Number(pid)) !== start);
}

/**
 * When a process was started, in the system's ticks: tells it from a later one with the same number. null where the
 * system does not say so in a file.
 *
 * @param {number} pid
 */
function startOf(pid) {
  // The program's name, the second field, may hold blanks and brackets; the start is the 20th after it.
  return read(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ')[19] ?? null;
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
