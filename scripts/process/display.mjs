import { spawn } from 'node:child_process';
import { CannotSetUp } from '../setup/say.mjs';
import { tied } from './programs.mjs';

const START_TIMEOUT_MS = 10_000;

/**
 * Whether windows can be shown: always on systems that have no way of being without a screen.
 * @param {NodeJS.Platform} platform @param {NodeJS.ProcessEnv} environment
 */
export function hasDisplay(platform = process.platform, environment = process.env) {
  return platform !== 'linux' || Boolean(environment.DISPLAY) || Boolean(environment.WAYLAND_DISPLAY);
}

/**
 * End-to-end tests at the same time: one more than the cores of a small computer, as much of each is waiting. Each has a
 * virtual display of its own; on the computer's own one they come one after the other, as two windows would take each
 * other's focus.
 * @param {boolean} isOwnDisplay
 */
export function workersAtOnce(isOwnDisplay = hasDisplay()) {
  return isOwnDisplay ? 1 : 3;
}

/**
 * The display to run on: the computer's own, or where there is none a virtual one (Xvfb) for each of `count` programs,
 * which end with this process. The environment names the first, and all of them in `E2E_DISPLAYS`.
 * @param {number} [count] @returns {Promise<{ env: NodeJS.ProcessEnv, isVirtual: boolean, close: () => void }>}
 */
export async function openDisplays(count = 1) {
  if (hasDisplay()) {
    return { env: { E2E_DISPLAYS: '' }, isVirtual: false, close: () => undefined };
  }
  const servers = await Promise.all(Array.from({ length: count }, startServer));
  const names = servers.map(({ name }) => name);
  return {
    env: { DISPLAY: names[0], E2E_DISPLAYS: names.join(' ') },
    isVirtual: true,
    close: () => servers.forEach(({ server }) => server.kill()),
  };
}

async function startServer() {
  // Xvfb picks a free number by itself and writes it to descriptor 3.
  const args = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'];
  const server = spawn(...tied('Xvfb', args, 'TERM'), {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    // Ctrl+C in a terminal ends the app first, and the display after it.
    detached: true,
  });
  process.once('exit', () => server.kill());
  /** @type {string} */
  const number = await new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ reason) =>
      reject(new CannotSetUp(`The virtual display did not start (${reason}). Type: apt-get install -y xvfb`));
    const timer = setTimeout(() => fail('no answer'), START_TIMEOUT_MS);
    server.once('error', (error) => fail(error.message));
    server.once('exit', (code) => fail(`code ${code}`));
    let text = '';
    server.stdio[3]?.on('data', (/** @type {Buffer} */ data) => {
      text += data.toString();
      if (text.includes('\n')) {
        clearTimeout(timer);
        resolve(text.trim());
      }
    });
  });
  return { server, name: `:${number}` };
}
