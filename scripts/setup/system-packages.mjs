/** Installs packages of Debian-like systems. playwright lists Chromium's for each release. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasDisplay } from '../process/display.mjs';
import { lastLines, run } from '../process/programs.mjs';
import { isOnPath } from './on-path.mjs';
import { PROJECT, cacheFolder } from './places.mjs';
import { SetUpError, step } from './say.mjs';

const APT = '/usr/bin/apt-get';
const PLAYWRIGHT = join(PROJECT, 'node_modules/playwright/cli.js');
/** Electron's packages in addition to Chromium's, and a session bus for the tray's tests. */
const ELECTRON = ['libgtk-3-0', 'libnotify4', 'libxss1', 'dbus-daemon', 'libglib2.0-bin'];
const COMPILER = ['python3', 'g++', 'make'];
/** Makes apt-get wait up to 300 s for another package manager, such as the nightly update. */
const WAIT_FOR_OTHERS = ['-o', 'DPkg::Lock::Timeout=300'];
const ENV = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
const isRoot = () => process.getuid?.() === 0;

/**
 * Makes sure that Electron has its libraries, fonts and, without a display, Xvfb. Root on a
 * Debian-like system installs them; others get the command to type.
 * @param {string} executable of the Electron runtime
 */
export async function installSystemPackages(executable) {
  if (process.platform !== 'linux') {
    return;
  }
  const missing = await missingLibraries(executable);
  const hasBus = isOnPath('dbus-daemon') && isOnPath('gdbus');
  // The app runs without a session bus, so only root without a display installs one, for the tests.
  const lacks = !hasDisplay() && (!isOnPath('Xvfb') || (isRoot() && existsSync(APT) && !hasBus));
  if (missing.length === 0 && !lacks) {
    return;
  }
  const reason = `Electron lacks ${missing.length === 0 ? 'a virtual display' : missing.join(', ')}`;
  await install(reason, ELECTRON, { withChromiums: true });
  const [still] = await missingLibraries(executable);
  if (still !== undefined) {
    throw new SetUpError(
      `Electron still lacks a library of the system, ${still}. Find the package that contains it with\n\n  apt-get install -y apt-file && apt-file update && apt-file search ${still}\n\ninstall it and run the command again.`,
    );
  }
}

/** Makes sure that node-gyp finds a compiler. */
export async function installCompiler() {
  const missing = COMPILER.filter((program) => !isOnPath(program));
  if (missing.length > 0) {
    await install('The database must be compiled for this Node or Electron, which takes a compiler', missing);
  }
}

/**
 * @param {string} reason @param {readonly string[]} names
 * @param {{ withChromiums?: boolean }} [options] whether to install Chromium's packages too
 */
async function install(reason, names, { withChromiums = false } = {}) {
  if (!existsSync(APT)) {
    throw new SetUpError(
      `${reason}. Install your system’s equivalents of these Debian packages, and run the command again: ${names.join(' ')}`,
    );
  }
  const sudo = isRoot() ? '' : 'sudo ';
  const list = withChromiums ? 'npx playwright install-deps chromium' : `${sudo}apt-get update`;
  const line = `Type:\n\n  ${list} && ${sudo}apt-get install -y ${names.join(' ')}\n\nand run the command again.`;
  if (!isRoot()) {
    throw new SetUpError(`${reason}. ${line}`);
  }
  await step(`Installing system packages (${names.join(' ')})`, async () => {
    const updated = await apt(['update']);
    const all = [...(withChromiums ? await chromiumsPackages() : []), ...names];
    const args = ['install', '-y', '--no-install-recommends', ...all];
    let { code, output } = await apt(args);
    if (output.includes('dpkg --configure -a')) {
      await run('dpkg', ['--configure', '-a'], { env: ENV });
      ({ code, output } = await apt(args));
    }
    if (code !== 0) {
      throw new SetUpError(`${lastLines(updated.code === 0 ? output : updated.output)}\n\n${line}`);
    }
  });
}

/** Returns the names of Chromium's missing packages, as playwright lists them for this release. */
async function chromiumsPackages() {
  const args = [PLAYWRIGHT, 'install-deps', '--dry-run', 'chromium'];
  return packagesNamed((await run(process.execPath, args, { env: ENV })).output);
}

/** Reads missing packages from `playwright install-deps --dry-run`. @param {string} output */
export function packagesNamed(output) {
  return [...output.matchAll(/^ {2}([a-z0-9][a-z0-9.+-]+)$/gm)].map(([, name = '']) => name);
}

/**
 * Runs apt-get to its end, even if this process ends earlier, because stopping apt-get half-way
 * breaks the system's packages. Its output goes to a file, which outlives this process. The next
 * set-up waits for apt-get's lock.
 * @param {readonly string[]} args @returns {Promise<{ code: number | null, output: string }>}
 */
function apt(args) {
  mkdirSync(cacheFolder(), { recursive: true });
  const log = join(cacheFolder(), 'apt-get.log');
  const file = openSync(log, 'w');
  const child = spawn(APT, [...WAIT_FOR_OTHERS, ...args], {
    env: ENV,
    stdio: ['ignore', file, file],
    detached: true,
  });
  closeSync(file);
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, output: error.message }));
    child.once('close', (code) => resolve({ code, output: readFileSync(log, 'utf8') }));
  });
}

/** @param {string} executable */
async function missingLibraries(executable) {
  return librariesNotFound((await run('ldd', [executable], { env: ENV })).output);
}

/** Returns the libraries that `ldd` has not found. @param {string} output */
export function librariesNotFound(output) {
  return [...output.matchAll(/^\s*(\S+) => not found$/gm)].map(([, name = '']) => name);
}
