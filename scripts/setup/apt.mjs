import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, run } from '../process/processes.mjs';
import { cacheFolder } from './places.mjs';
import { CannotSetUp, step } from './say.mjs';

/** @typedef {readonly (readonly string[])[]} Packages each with the names that it may have */

const APT = '/usr/bin/apt-get';
/** How long another package manager, such as the nightly update, is waited for. */
const WAIT_FOR_OTHERS = ['-o', 'DPkg::Lock::Timeout=300'];
const ENV = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };

/** Whether packages can be installed without asking a person. */
export function mayInstall() {
  return process.getuid?.() === 0 && existsSync(APT);
}

/**
 * Installs packages where that is possible, else stops with the line to type.
 *
 * @param {Packages} packages
 * @param {string} reason
 */
export async function installPackages(packages, reason) {
  if (packages.length === 0) {
    return;
  }
  const shortNames = packages.map(([name]) => name).join(' ');
  if (!existsSync(APT)) {
    throw new CannotSetUp(
      `${reason}. Install what your system calls these Debian packages, and run the command again: ${shortNames}`,
    );
  }
  if (!mayInstall()) {
    const names = (await availableNames(packages)).join(' ');
    throw new CannotSetUp(
      `${reason}. Type:\n\n  sudo apt-get update && sudo apt-get install -y ${names}\n\nand run the command again.`,
    );
  }
  await step(`Installing system packages (${shortNames})`, async (progress) => {
    progress('updating the list');
    const updated = await apt([...WAIT_FOR_OTHERS, 'update']);
    const names = await availableNames(packages);
    const args = [...WAIT_FOR_OTHERS, 'install', '-y', '--no-install-recommends', ...names];
    progress('installing');
    let { code, output } = await apt(args);
    if (output.includes('dpkg --configure -a')) {
      progress('finishing an installation that was interrupted');
      await run('dpkg', ['--configure', '-a'], { env: ENV });
      ({ code, output } = await apt(args));
    }
    if (code !== 0) {
      throw new CannotSetUp(
        `${lastLines(updated.code === 0 ? output : updated.output)}\n\nType:\n\n  apt-get update && apt-get install -y ${names.join(' ')}\n\nand run the command again.`,
      );
    }
  });
}

/**
 * Runs apt-get to its end, even when this process ends before it: stopped half-way it leaves the system's packages in
 * disorder. It writes to a file for the same reason; the next set-up waits for its lock.
 *
 * @param {readonly string[]} args
 * @returns {Promise<import('../process/processes.mjs').Finished>}
 */
function apt(args) {
  mkdirSync(cacheFolder(), { recursive: true });
  const log = join(cacheFolder(), 'apt-get.log');
  const file = openSync(log, 'w');
  const child = spawn(APT, [...args], { env: ENV, stdio: ['ignore', file, file], detached: true });
  closeSync(file);
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, output: error.message }));
    child.once('close', (code) => resolve({ code, output: readFileSync(log, 'utf8') }));
  });
}

/**
 * Of each package the name that this system has.
 *
 * @param {Packages} packages
 */
async function availableNames(packages) {
  const { output } = await run('apt-cache', ['policy', ...packages.flat()], { env: ENV });
  return chooseNames(packages, output);
}

/**
 * Picks each package's name by what `apt-cache policy` says; the first where it says nothing.
 *
 * @param {Packages} packages
 * @param {string} policy in English
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
