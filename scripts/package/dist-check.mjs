/**
 * `npm run dist -- --check`: makes electron-builder validate the packaging of all systems without
 * building, so that faults show before a release.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Packager } from 'app-builder-lib';
import { load } from 'js-yaml';
import { PROJECT } from '../setup/places.mjs';
import { say } from '../setup/say.mjs';
import { resolveSigning } from './signing.mjs';

/** @typedef {import('app-builder-lib').Configuration} Configuration */

/** The names of systems in electron-builder's configuration and in Node. */
export const SYSTEMS = /** @type {const} */ ({ win: 'win32', mac: 'darwin', linux: 'linux' });

/** @returns {Configuration} */
export function builderConfig() {
  const config = load(readFileSync(join(PROJECT, 'electron-builder.yml'), 'utf8'));
  return /** @type {Configuration} */ (config);
}

/** Checks the project's own packaging. The exit code is 1 if there is a fault. */
export async function checkDist() {
  const faults = await findFaults(builderConfig(), process.env);
  faults.forEach((fault) => say(`✗ ${fault}`));
  for (const [name, platform] of Object.entries(faults.length === 0 ? SYSTEMS : {})) {
    const isUnsigned = resolveSigning(platform, process.env).kind === 'unsigned';
    say(`✓ ${name}${isUnsigned ? ': a test build here, because no signing is configured' : ''}`);
  }
  return faults.length === 0 ? 0 : 1;
}

/**
 * Returns electron-builder's objections to a configuration, and missing signing variables.
 * @param {Configuration} config @param {NodeJS.ProcessEnv} env
 * @returns {Promise<readonly string[]>}
 */
export async function findFaults(config, env) {
  const unsigned = Object.entries(SYSTEMS).flatMap(([name, platform]) => {
    const signing = resolveSigning(platform, env);
    return signing.kind === 'trouble' ? [`${name}: ${signing.message}`] : [];
  });
  return new Packager({ projectDir: PROJECT, config: { ...config, extends: null } }).validateConfig().then(
    () => unsigned,
    (/** @type {unknown} */ error) => [`electron-builder: ${String(error)}`, ...unsigned],
  );
}
