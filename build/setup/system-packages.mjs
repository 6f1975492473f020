import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { hasDisplay } from '../run/display.mjs';
import { lastLines, run } from './processes.mjs';
import { CannotSetUp, step } from './say.mjs';

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
/** The app's buttons and banner carry emoji. */
const EMOJI_FONT = [['fonts-noto-color-emoji']];
const COMPILER = [['python3'], ['g++'], ['make']];

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
  const missing = [];
  const { output } = await run('ldd', [executable]);
  if (output.includes('not found')) {
    missing.push(...LIBRARIES);
  }
  if (!hasDisplay() && !isOnPath('Xvfb')) {
    missing.push(...VIRTUAL_DISPLAY);
  }
  if (!existsSync('/usr/share/fonts/truetype') && !existsSync('/usr/share/fonts/TTF')) {
    missing.push(...FONT);
  }
  // Not needed to run, so never asked for: only put where a bare machine is set up as a whole.
  if (isBareMachine() && !existsSync('/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf')) {
    missing.push(...EMOJI_FONT);
  }
  await installPackages(missing, 'Electron needs libraries of the system');
}

/** Whether node-gyp finds what it needs. */
export function hasCompiler() {
  return COMPILER.every(([name]) => isOnPath(name ?? ''));
}

/** Sees to it that node-gyp finds a compiler. */
export async function installCompiler() {
  const missing = COMPILER.filter(([name]) => !isOnPath(name ?? ''));
  await installPackages(
    missing,
    'The database must be compiled for this version of Electron, which takes a compiler',
  );
}

/**
 * @param {readonly (readonly string[])[]} packages each with its possible names
 * @param {string} reason
 */
async function installPackages(packages, reason) {
  if (packages.length === 0) {
    return;
  }
  if (!isOnPath('apt-get')) {
    const names = packages.map(([name]) => name).join(' ');
    throw new CannotSetUp(`${reason}. Install what your system calls these Debian packages: ${names}`);
  }
  if (!isRoot()) {
    const names = (await availableNames(packages)).join(' ');
    throw new CannotSetUp(
      `${reason}. Type:\n\n  sudo apt-get update && sudo apt-get install -y ${names}\n\nand run the command again.`,
    );
  }
  await step(
    `Installing system packages (${packages.map(([name]) => name).join(', ')})`,
    async (progress) => {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      progress('updating the list');
      const updated = await run('apt-get', ['update'], { env });
      const names = await availableNames(packages);
      progress('installing');
      const { code, output } = await run('apt-get', ['install', '-y', '--no-install-recommends', ...names], {
        env,
      });
      if (code !== 0) {
        throw new CannotSetUp(
          `${lastLines(updated.code === 0 ? output : updated.output)}\n\nType: apt-get update && apt-get install -y ${names.join(' ')}`,
        );
      }
    },
  );
}

/**
 * Of each package the name that this system has.
 *
 * @param {readonly (readonly string[])[]} packages
 */
async function availableNames(packages) {
  const all = packages.flat();
  const { output } = await run('apt-cache', ['--no-all-versions', 'policy', ...all]);
  return chooseNames(packages, output);
}

/**
 * Picks each package's name by what `apt-cache policy` says; the first where it says nothing.
 *
 * @param {readonly (readonly string[])[]} packages
 * @param {string} policy
 */
export function chooseNames(packages, policy) {
  const candidates = new Map(
    [...policy.matchAll(/^(\S+):\n\s+Installed: .*\n\s+Candidate: (.*)$/gm)].map(([, name, version]) => [
      name,
      version,
    ]),
  );
  const exists = (/** @type {string} */ name) => (candidates.get(name) ?? '(none)') !== '(none)';
  return packages.map((names) => names.find(exists) ?? names[0] ?? '');
}

function isRoot() {
  return process.getuid?.() === 0;
}

/** A machine without a display where the set-up may install packages. */
function isBareMachine() {
  return !hasDisplay() && isRoot() && isOnPath('apt-get');
}

/** @param {string} program */
function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
