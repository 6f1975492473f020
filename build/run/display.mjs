import { spawn } from 'node:child_process';
import { CannotSetUp } from '../setup/say.mjs';
import { tied } from '../setup/tie.mjs';

const START_TIMEOUT_MS = 10_000;

/** Whether windows can be shown. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
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
