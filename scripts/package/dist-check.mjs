/**
 * `npm run dist -- --check`: has electron-builder read the packaging of all systems through and makes nothing, so that a
 * fault shows before a release on a system that is not at hand.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Packager } from 'app-builder-lib';
import { load } from 'js-yaml';
import { PROJECT } from '../setup/places.mjs';
import { say } from '../setup/say.mjs';
import { signingOf } from './signing.mjs';

/** @typedef {import('app-builder-lib').Configuration} Configuration */

/** Names of systems as electron-builder's configuration and as Node have them. */
export const SYSTEMS = /** @type {const} */ ({ win: 'win32', mac: 'darwin', linux: 'linux' });

/** @returns {Configuration} */
export function builderConfig() {
  const config = load(readFileSync(join(PROJECT, 'electron-builder.yml'), 'utf8'));
  return /** @type {Configuration} */ (config);
}

/** Checks the project's own packaging; the exit code is 1 with any fault. */
export async function checkDist() {
  const faults = await faultsOf(builderConfig(), process.env);
  faults.forEach((fault) => say(`✗ ${fault}`));
  for (const [name, platform] of Object.entries(faults.length === 0 ? SYSTEMS : {})) {
    const isUnsigned = signingOf(platform, process.env).kind === 'unsigned';
    say(`✓ ${name}${isUnsigned ? ': here a test build, as nothing is there to sign with' : ''}`);
  }
  return faults.length === 0 ? 0 : 1;
}

/**
 * What electron-builder itself has against a configuration, and what a signing that was begun lacks on each system.
 * @param {Configuration} config @param {NodeJS.ProcessEnv} env @returns {Promise<readonly string[]>}
 */
export async function faultsOf(config, env) {
  const unsigned = Object.entries(SYSTEMS).flatMap(([name, platform]) => {
    const signing = signingOf(platform, env);
    return signing.kind === 'trouble' ? [`${name}: ${signing.message}`] : [];
  });
  return new Packager({ projectDir: PROJECT, config: { ...config, extends: null } }).validateConfig().then(
    () => unsigned,
    (/** @type {unknown} */ error) => [`electron-builder: ${String(error)}`, ...unsigned],
  );
}
