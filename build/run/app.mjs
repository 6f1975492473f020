import { spawn } from 'node:child_process';
import { PROJECT } from '../setup/places.mjs';
import { say } from '../setup/say.mjs';
import { openDisplay } from './display.mjs';

/** A program that was asked to end gets this long before it is made to. */
const PATIENCE_MS = 5_000;

/**
 * Flags that depend on where the app runs: Chromium refuses its sandbox to root, and there is no GPU on a virtual
 * display.
 *
 * @param {boolean} isVirtual
 */
export function placeFlags(isVirtual) {
  return [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...(isVirtual ? ['--disable-gpu'] : [])];
}

/**
 * Runs the app to its end, on a virtual display where there is none, and gives its exit code.
 *
 * @param {string} executable
 * @param {readonly string[]} args
 * @param {{ onVirtualDisplay?: readonly string[] }} [options] flags to add on a virtual display
 */
export async function runApp(executable, args, { onVirtualDisplay = [] } = {}) {
  const display = await openDisplay();
  if (display.isVirtual) {
    say('· No display: running under Xvfb');
  }
  const added = display.isVirtual ? onVirtualDisplay : [];
  try {
    return await runToEnd(executable, [PROJECT, ...placeFlags(display.isVirtual), ...args, ...added], {
      ...process.env,
      ...display.env,
    });
  } finally {
    display.close();
  }
}

/**
 * Runs a program with this process's streams and gives its exit code. A signal to end is passed on once; this process
 * then waits for the program.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
export function runToEnd(program, args, env) {
  return new Promise((resolve, reject) => {
    // A group of its own: Ctrl+C in a terminal must reach the app once, through here, not twice.
    const child = spawn(program, [...args], {
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: process.platform !== 'win32',
    });
    const kill = () => {
      child.kill('SIGKILL');
    };
    const passOn = () => {
      child.kill('SIGTERM');
      setTimeout(kill, PATIENCE_MS).unref();
    };
    process.on('SIGINT', passOn);
    process.on('SIGTERM', passOn);
    process.once('exit', kill);
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('SIGINT', passOn);
      process.off('SIGTERM', passOn);
      process.off('exit', kill);
      resolve(code ?? 1);
    });
  });
}
