import { PROJECT } from '../setup/places.mjs';
import { say } from '../setup/say.mjs';
import { openDisplay } from './display.mjs';
import { runToEnd } from './run-to-end.mjs';
import { allowsSandbox } from './sandbox.mjs';

/**
 * Flags that depend on where the app runs: where the system allows no sandbox Electron would not start, which is borne in
 * development and tests only; and there is no GPU on a virtual display.
 *
 * @param {boolean} isVirtual
 */
export function placeFlags(isVirtual) {
  return [...(allowsSandbox() ? [] : ['--no-sandbox']), ...(isVirtual ? ['--disable-gpu'] : [])];
}

/**
 * Runs the app to its end, on a virtual display where there is none, and gives its exit code.
 *
 * @param {string} executable
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {readonly string[]} [options.onVirtualDisplay] flags to add on a virtual display
 * @param {string} [options.entry] what Electron runs, the app itself unless told otherwise
 * @param {boolean} [options.takesInput] whether the app reads this process's standard input
 */
export async function runApp(
  executable,
  args,
  { onVirtualDisplay = [], entry = PROJECT, takesInput = false } = {},
) {
  const display = await openDisplay();
  if (display.isVirtual) {
    say('· No display: running under Xvfb');
  }
  if (!allowsSandbox()) {
    say('· This system allows this user no sandbox of Chromium: running without, in development only');
  }
  const added = display.isVirtual ? onVirtualDisplay : [];
  try {
    const env = {
      ...process.env,
      ...display.env,
      // Set in the terminals of some editors, it would make Electron run as Node.
      ELECTRON_RUN_AS_NODE: undefined,
    };
    const flags = placeFlags(display.isVirtual);
    return await runToEnd(executable, [entry, ...flags, ...args, ...added], env, { takesInput });
  } finally {
    display.close();
  }
}
