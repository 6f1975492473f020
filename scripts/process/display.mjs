import { spawn } from 'node:child_process';
import { CannotSetUp } from '../setup/say.mjs';
import { tied } from '../setup/tie.mjs';

const START_TIMEOUT_MS = 10_000;

/**
 * Whether windows can be shown: always on systems that have no way of being without a screen.
 *
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} environment
 */
export function hasDisplay(platform = process.platform, environment = process.env) {
  return platform !== 'linux' || Boolean(environment.DISPLAY) || Boolean(environment.WAYLAND_DISPLAY);
}

/**
 * End-to-end tests at the same time: one more than the cores of a small computer, as much of each is waiting. Each has a
 * virtual display of its own; on the computer's own one they come one after the other, as two windows would take each
 * other's focus.
 *
 * @param {boolean} isOwnDisplay
 */
export function workersAtOnce(isOwnDisplay = hasDisplay()) {
  return isOwnDisplay ? 1 : 3;
}

/**
 * @typedef {object} Display
 * @property {NodeJS.ProcessEnv} env what a program needs to show its windows there
 * @property {boolean} isVirtual
 * @property {() => void} close
 */

/**
 * The display to run on: the computer's own, or a virtual one (Xvfb) where there is none. It ends with this process.
 *
 * @returns {Promise<Display>}
 */
export async function openDisplay() {
  if (hasDisplay()) {
    return { env: {}, isVirtual: false, close: () => undefined };
  }
  // Xvfb picks a free number by itself and writes it to descriptor 3.
  const args = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'];
  const server = spawn(...tied('Xvfb', args, 'TERM'), {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    // Ctrl+C in a terminal ends the app first, and the display after it.
    detached: true,
  });
  const close = () => {
    server.kill();
  };
  process.once('exit', close);
  /** @type {string} */
  const number = await new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ reason) =>
      reject(
        new CannotSetUp(`The virtual display did not start (${reason}). Type: apt-get install -y xvfb xauth`),
      );
    const timer = setTimeout(() => fail('no answer'), START_TIMEOUT_MS);
    server.once('error', (error) => fail(error.message));
    server.once('exit', (code) => fail(`code ${code}`));
    let text = '';
    server.stdio[3]?.on('data', (/** @type {Buffer} */ data) => {
      text += data.toString();
      if (text.includes('\n')) {
        clearTimeout(timer);
        server.removeAllListeners('exit');
        resolve(text.trim());
      }
    });
  });
  return { env: { DISPLAY: `:${number}` }, isVirtual: true, close };
}

/**
 * A display for each of several programs that run at once: a virtual one is shared by none. Where the computer's own is
 * used, they share it. The environment names the first, and all of them in `E2E_DISPLAYS`.
 *
 * @param {number} count
 * @returns {Promise<Display>}
 */
export async function openDisplays(count) {
  const all = await Promise.all(Array.from({ length: count }, openDisplay));
  const [first] = all;
  const names = all.flatMap(({ env }) => env.DISPLAY ?? []).join(' ');
  return {
    env: { ...first?.env, E2E_DISPLAYS: names },
    isVirtual: first?.isVirtual ?? false,
    close: () => all.forEach(({ close }) => close()),
  };
}
