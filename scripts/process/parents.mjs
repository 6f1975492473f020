import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 250;

/**
 * Tells once when npm, which has started this process, or the shell between the two is gone. A signal that ends npm
 * ends them but does not reach us, and the app would go on unseen.
 *
 * @param {() => void} onGone
 */
export function watchParents(onGone) {
  // Started in another way we may outlive our parent, as a program put in the background does.
  if (process.env.npm_lifecycle_event === undefined) {
    return;
  }
  const atStart = parents();
  const timer = setInterval(() => {
    if (parents() !== atStart) {
      clearInterval(timer);
      onGone();
    }
  }, LOOK_EVERY_MS);
  timer.unref();
}

/** The numbers of the parent and, where the system tells it in a file, of its parent. */
function parents() {
  return `${process.ppid} ${parentOf(process.ppid) ?? ''}`;
}

/** @param {number} pid */
function parentOf(pid) {
  try {
    // The program's name, the second field, may hold blanks and brackets; the parent is the second after it.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1] ?? null;
  } catch {
    return null;
  }
}
