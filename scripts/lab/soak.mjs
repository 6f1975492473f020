import { runInWindow } from '../process/window.mjs';
import { say } from '../setup/say.mjs';
import { numbersIn } from './trials.mjs';

/**
 * Lets the real app sync `--syncs N` times (default 200) in the tray and prints its memory, processes, threads, open
 * descriptors and files after each, and how much of memory a sync costs; fails when they grow.
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

/**
 * Weighs the real app, with its window and in the tray: after `--rest S` seconds (default 120), processor time over
 * `--cpu S` seconds (300), again after `--syncs N` syncs (100), and how soon the window is made again. Prints JSON.
 *
 * @param {readonly string[]} args
 * @param {import('../setup/electron-runtime.mjs').Runtime} runtime
 */
export async function weighApp(args, runtime) {
  const values = numbersIn(args, ['rest', 'cpu', 'syncs']);
  if (values === null) {
    say('Give --rest S, --cpu S, --syncs N or nothing');
    return 2;
  }
  const { rest = '120', cpu = '300', syncs = '100' } = values;
  return runInWindow('weight', runtime, { WEIGHT_REST_S: rest, WEIGHT_CPU_S: cpu, WEIGHT_SYNCS: syncs });
}
