import { spawnSync } from 'node:child_process';

/** @type {boolean | undefined} */
let known;

/**
 * The command line that runs a program tied to this process's life: Linux then ends it when this process dies, even
 * when it is killed outright and can pass nothing on. Elsewhere, and without util-linux's setpriv, the program as it is.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {'TERM' | 'KILL'} signal that ends the program
 * @returns {[program: string, args: string[]]}
 */
export function tied(program, args, signal) {
  known ??=
    process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true']).status === 0;
  return known ? ['setpriv', ['--pdeathsig', signal, '--', program, ...args]] : [program, [...args]];
}

/**
 * Ends a program and those it has started, which share its process group (on Windows: the program).
 *
 * @param {import('node:child_process').ChildProcess} child started with `detached`
 * @param {NodeJS.Signals} signal
 */
export function endGroup(child, signal) {
  try {
    if (child.pid !== undefined && process.platform !== 'win32') {
      process.kill(-child.pid, signal);
    } else {
      child.kill(signal);
    }
  } catch {
    // It has ended by itself.
  }
}
