import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../setup/places.mjs';
import { say } from '../setup/say.mjs';
import { openDisplays } from './display.mjs';
import { runToEnd } from './programs.mjs';
import { allowsSandbox } from './sandbox.mjs';

/**
 * Returns Electron's flags for this computer, used only in development and tests. Without a sandbox
 * Electron needs a flag to start. A virtual display has no GPU.
 * @param {boolean} isVirtual
 */
function placeFlags(isVirtual) {
  return [...(allowsSandbox() ? [] : ['--no-sandbox']), ...(isVirtual ? ['--disable-gpu'] : [])];
}

/**
 * Runs the app to its end, if needed on a virtual display, and returns its exit code.
 * @param {string} executable @param {readonly string[]} args
 * @param {{ onVirtualDisplay?: readonly string[], takesInput?: boolean }} [options] flags to add on a
 *   virtual display; whether the app reads this process's standard input
 */
export async function runApp(executable, args, { onVirtualDisplay = [], takesInput = false } = {}) {
  const display = await openDisplays();
  if (display.isVirtual) {
    say('· No display: running under Xvfb');
  }
  if (!allowsSandbox()) {
    say('· This system denies this user Chromium’s sandbox: running without it, in development only');
  }
  // Some editors set ELECTRON_RUN_AS_NODE in their terminals, and Electron would run as Node.
  const env = { ...process.env, ...display.env, ELECTRON_RUN_AS_NODE: undefined };
  const added = display.isVirtual ? onVirtualDisplay : [];
  const all = [PROJECT, ...placeFlags(display.isVirtual), ...args, ...added];
  return runToEnd(executable, all, env, { takesInput }).finally(display.close);
}

/**
 * Prepares the environment of the real app for tests and measurements (tests/e2e/launch.ts):
 * `count` displays, and a folder that is removed with this process.
 * @param {import('../setup/electron-runtime.mjs').Runtime} runtime @param {number} [count]
 * @returns {Promise<{ env: NodeJS.ProcessEnv, folder: string, close: () => void }>}
 */
export async function appForTests(runtime, count) {
  const folder = mkdtempSync(join(tmpdir(), 'archibald-tests-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { env, isVirtual, close } = await openDisplays(count);
  const flags = placeFlags(isVirtual).join(' ');
  return {
    env: { ...env, E2E_ELECTRON: runtime.executable, E2E_FOLDER: folder, E2E_FLAGS: flags },
    folder,
    close,
  };
}
