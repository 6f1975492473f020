import { spawnSync } from 'node:child_process';
import { win32 } from 'node:path';

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
 * Ends a program and those it has started, which share its process group; Windows knows no groups, and its taskkill ends
 * what came of a program as long as that runs.
 *
 * @param {import('node:child_process').ChildProcess} child started with `detached`
 * @param {NodeJS.Signals} signal
 */
export function endGroup(child, signal) {
  try {
    if (child.pid !== undefined && process.platform !== 'win32') {
      // eslint-disable-next-line no-restricted-syntax -- The group of a ChildProcess, on POSIX systems alone.
      process.kill(-child.pid, signal);
    } else if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      spawnSync(...taskkill(child.pid, process.env), { stdio: 'ignore' });
    }
  } catch {
    // It has ended by itself.
  }
}

/**
 * The command line that ends a program of Windows with all that it has started.
 *
 * @param {number} pid
 * @param {NodeJS.ProcessEnv} environment
 * @returns {[program: string, args: string[]]}
 */
export function taskkill(pid, environment) {
  const program = win32.join(environment.SystemRoot ?? 'C:\\Windows', 'System32', 'taskkill.exe');
  return [program, ['/PID', String(pid), '/T', '/F']];
}
