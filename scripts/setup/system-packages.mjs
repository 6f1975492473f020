import { existsSync, readdirSync } from 'node:fs';
import { hasDisplay } from '../process/display.mjs';
import { run } from '../process/processes.mjs';
import { installPackages, mayInstall } from './apt.mjs';
import { isOnPath } from './on-path.mjs';
import { CannotSetUp } from './say.mjs';

/** Debian's packages that Electron needs, with the names they have since the change to 64-bit time (Debian 13, Ubuntu 24.04). */
const LIBRARIES = [
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
  ['libnotify4'],
  ['libxss1'],
  ['libdrm2'],
];
const VIRTUAL_DISPLAY = [['xvfb'], ['xauth']];
const FONT = [['fonts-liberation']];
/** A session bus for the tests of the tray, and what asks on it. */
const SESSION_BUS = [['dbus-daemon'], ['libglib2.0-bin']];
/** The app's buttons and banner carry emoji. */
const EMOJI_FONT = [['fonts-noto-color-emoji']];
const COMPILER = [['python3'], ['g++'], ['make']];
const ENGLISH = { ...process.env, LC_ALL: 'C' };

/**
 * Sees to it that the libraries, a font and, without a display, Xvfb are there. As root on a Debian-like system they
 * are installed; otherwise the one line to type is said.
 *
 * @param {string} executable of the Electron runtime
 */
export async function installSystemPackages(executable) {
  if (process.platform !== 'linux') {
    return;
  }
  const needed = [];
  if ((await missingLibraries(executable)).length > 0) {
    needed.push(...LIBRARIES);
  }
  if (!hasDisplay() && !isOnPath('Xvfb')) {
    needed.push(...VIRTUAL_DISPLAY);
  }
  if (!(await hasFont())) {
    needed.push(...FONT);
  }
  // Not needed to run, so never asked for: only put where a bare machine is set up as a whole.
  const isBareMachine = !hasDisplay() && mayInstall();
  if (isBareMachine && !existsSync('/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf')) {
    needed.push(...EMOJI_FONT);
  }
  if (isBareMachine && !['dbus-daemon', 'gdbus'].every((program) => isOnPath(program))) {
    needed.push(...SESSION_BUS);
  }
  await installPackages(needed, 'Electron needs packages of the system');
  const missing = needed.length > 0 ? await missingLibraries(executable) : [];
  if (missing.length > 0) {
    throw new CannotSetUp(
      `Electron still lacks libraries of the system: ${missing.join(', ')}. Find the package that holds the first with\n\n  apt-get install -y apt-file && apt-file update && apt-file search ${missing[0] ?? ''}\n\ninstall it and run the command again.`,
    );
  }
}

/** Sees to it that node-gyp finds a compiler. */
export async function installCompiler() {
  await installPackages(
    COMPILER.filter(([name = '']) => !isOnPath(name)),
    'The database must be compiled for this version of Node or Electron, which takes a compiler',
  );
}

/** @param {string} executable */
async function missingLibraries(executable) {
  const { output } = await run('ldd', [executable], { env: ENGLISH });
  return librariesNotFound(output);
}

/**
 * The libraries that `ldd` has not found.
 *
 * @param {string} output
 */
export function librariesNotFound(output) {
  return [...output.matchAll(/^\s*(\S+) => not found$/gm)].map(([, name = '']) => name);
}

/** Whether there is a font to write with; those of the X server, in /usr/share/fonts/X11, are none. */
async function hasFont() {
  const { code, output } = await run('fc-list', [':outline=true', 'family'], { env: ENGLISH });
  if (code === 0) {
    return output.trim() !== '';
  }
  return existsSync('/usr/share/fonts') && readdirSync('/usr/share/fonts').some((name) => name !== 'X11');
}
