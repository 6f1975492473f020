import { spawn } from 'node:child_process';
import { endGroup, tied } from '../setup/tie.mjs';
import { exitCodeOf, passSignalsTo } from './signals.mjs';

/** A program that was asked to end gets this long before it is made to. */
const PATIENCE_MS = 5_000;

/**
 * Runs a program with this process's output streams and returns its exit code. Its standard input is closed unless
 * `takesInput` hands this process's on. A signal to end is passed on once; this process then waits for the program. Whatever
 * ends this process ends the program.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {object} [options]
 * @param {boolean} [options.takesInput]
 * @returns {Promise<number>}
 */
export function runToEnd(program, args, env, { takesInput = false } = {}) {
  return new Promise((resolve, reject) => {
    // A group of its own: Ctrl+C in a terminal must reach the app once, through here, not twice.
    const isPosix = process.platform !== 'win32';
    const child = spawn(...tied(program, args, 'TERM'), {
      env,
      stdio: [takesInput ? 'inherit' : 'ignore', 'inherit', 'inherit'],
      detached: isPosix,
    });
    const kill = () => endGroup(child, 'SIGKILL');
    process.once('exit', kill);
    passSignalsTo((signal) => {
      // On Windows Ctrl+C has reached the program already, and passing it on would kill it.
      if (isPosix) {
        child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
      }
      setTimeout(kill, PATIENCE_MS).unref();
    });
    const end = () => {
      passSignalsTo(null);
      process.off('exit', kill);
    };
    child.once('error', (error) => {
      end();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      end();
      // Helpers that it has left behind, such as Chromium's after a crash.
      kill();
      resolve(code ?? exitCodeOf(signal ?? 'SIGKILL'));
    });
  });
}
