import { spawn } from 'node:child_process';
import { SetUpError } from '../setup/say.mjs';
import { tieToProcess } from './programs.mjs';

const START_TIMEOUT_MS = 10_000;

/**
 * Whether windows can be shown. Windows and macOS always have a display.
 * @param {NodeJS.Platform} platform @param {NodeJS.ProcessEnv} environment
 */
export function hasDisplay(platform = process.platform, environment = process.env) {
  return platform !== 'linux' || Boolean(environment.DISPLAY) || Boolean(environment.WAYLAND_DISPLAY);
}

/**
 * Returns the number of end-to-end tests to run at once. Tests mostly wait, so two cores suffice
 * for three on virtual displays. On a real display, windows of two tests would compete for focus.
 * @param {boolean} isOwnDisplay
 */
export function testWorkers(isOwnDisplay = hasDisplay()) {
  return isOwnDisplay ? 1 : 3;
}

/**
 * Uses the computer's own display, or opens a virtual one (Xvfb) for each of `count` programs. The
 * virtual displays end with this process. `DISPLAY` names the first of them, and `E2E_DISPLAYS`
 * names all.
 * @param {number} [count]
 * @returns {Promise<{ env: NodeJS.ProcessEnv, isVirtual: boolean, close: () => void }>}
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
  const server = spawn(...tieToProcess('Xvfb', args, 'TERM'), {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    // Xvfb must not receive Ctrl+C from the terminal, because the app must end before its display.
    detached: true,
  });
  process.once('exit', () => server.kill());
  /** @type {string} */
  const number = await new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ reason) =>
      reject(new SetUpError(`The virtual display did not start (${reason}). Type: apt-get install -y xvfb`));
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
