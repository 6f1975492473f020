import { say } from '../setup/say.mjs';
import { numbersIn } from './trials.mjs';
import { runInWindow } from './window.mjs';

/**
 * Lets the real app sync `--syncs N` times (default 200) and prints its memory, windows, timers, threads and files after
 * each; fails when they grow.
 *
 * @param {readonly string[]} args
 * @param {import('../setup/electron-runtime.mjs').Runtime} runtime
 */
export async function runSoak(args, runtime) {
  const values = numbersIn(args, ['syncs']);
  if (values === null) {
    say('Give --syncs N or nothing');
    return 2;
  }
  return runInWindow('soak', runtime, { SOAK_SYNCS: values['syncs'] ?? '200' });
}
