import { constants } from 'node:os';
import { watchParents } from './parents.mjs';

/** What ends the runner: Ctrl+C, a request to end, a closed terminal. */
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** @typedef {(typeof SIGNALS)[number]} EndSignal */

/** @type {EndSignal | null} */
let received = null;
/** @type {((signal: EndSignal) => void) | null} */
let receiver = null;

/**
 * Listens for signals to end as long as this process lives. One goes to the program that runs; without one this process
 * ends, and with it what hangs on its `exit` event. Ctrl+C reaches us from the terminal and once more through npm: only the
 * first counts.
 */
export function watchSignals() {
  for (const signal of SIGNALS) {
    process.on(signal, () => receive(signal));
  }
  watchParents(() => receive('SIGTERM'));
}

/** @param {EndSignal} signal */
function receive(signal) {
  if (received !== null) {
    return;
  }
  received = signal;
  if (receiver === null) {
    process.exit(exitCodeOf(signal));
  }
  receiver(signal);
}

/** The signal to end that has come, if one has. */
export function receivedSignal() {
  return received;
}

/**
 * Hands signals to end to the program that runs.
 *
 * @param {((signal: EndSignal) => void) | null} next null when no program runs any more
 */
export function passSignalsTo(next) {
  receiver = next;
}

/**
 * The exit code that says that a signal ended a program, as shells have it.
 *
 * @param {NodeJS.Signals} signal
 */
export function exitCodeOf(signal) {
  return 128 + constants.signals[signal];
}
