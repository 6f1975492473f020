import { join } from 'node:path';
import { lastLines, npm } from './processes.mjs';
import { PROJECT } from './places.mjs';
import { CannotSetUp, step } from './say.mjs';
import { fileHash, isStamped, stamp } from './stamp.mjs';

const LEAST_NODE = { 20: 19, 22: 12 };

/**
 * Whether this version of Node is one the project's tools run on: 20.19 and later of 20, 22.12 and later.
 *
 * @param {string} version as in process.versions.node
 */
export function isNodeSupported(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const least = major === 20 ? LEAST_NODE[20] : major === 22 ? LEAST_NODE[22] : 0;
  return major >= 20 && major !== 21 && minor >= least;
}

/** Stops with what to do when this Node is too old. */
export function checkNode() {
  if (!isNodeSupported(process.versions.node)) {
    throw new CannotSetUp(
      `Node ${process.versions.node} is too old for the tools of this project. Install Node 24 (or 22.12, 20.19 or later of these) and run the command again.`,
    );
  }
}

/** Installs what package-lock.json names, if that is not what is installed. Install scripts are not run. */
export async function installDependencies() {
  const stampPath = join(PROJECT, 'node_modules/.archibald-lock');
  const wanted = `${fileHash(join(PROJECT, 'package-lock.json'))} ${process.platform} ${process.arch}`;
  if (isStamped(stampPath, wanted)) {
    return;
  }
  await step('Installing dependencies (npm ci)', async () => {
    const { code, output } = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: PROJECT,
    });
    if (code !== 0) {
      throw new CannotSetUp(`${lastLines(output)}\n\nThe dependencies could not be installed. Type: npm ci`);
    }
  });
  stamp(stampPath, wanted);
}
