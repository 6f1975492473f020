import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../setup/stamp.mjs';

/**
 * A package that ships with the app: its licence (SPDX), its folder relative to the project, with
 * slashes, and the hash of its archive from package-lock.json.
 * @typedef {Readonly<Record<'name' | 'version' | 'licence' | 'folder' | 'integrity', string>>} ShippedPackage
 */

/** The list of bundled packages, as folders within the project (shipped.mjs). */
export const BUNDLED = 'out/bundled.json';

/**
 * Returns the packages that ship, sorted by name: the bundled ones, from any section of
 * package.json, and those installed next to the app's files.
 * @param {string} project the folder where the app has been built
 * @returns {readonly ShippedPackage[]}
 */
export function shippedPackages(project) {
  const bundled = /** @type {readonly string[]} */ (readJson(join(project, BUNDLED)));
  const found = lockedPackages(project).filter(({ folder, dev }) => dev !== true || bundled.includes(folder));
  // The same version may be in several folders.
  const each = new Map(found.map((one) => [`${one.name}@${one.version}`, one]));
  return [...each.values()]
    .map(({ name, version, license, folder, integrity = '' }) => {
      return { name, version, licence: license ?? licenceIn(join(project, folder)), folder, integrity };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/**
 * Returns the names of the packages that ship in node_modules: the dependencies and all that they
 * need. Some are needed only for compiling, such as node-addon-api for better-sqlite3's binary.
 * @param {string} project its folder
 */
export function installedPackages(project) {
  return lockedPackages(project).flatMap(({ name, dev }) => (dev === true ? [] : [name]));
}

/** @typedef {{ name: string, version: string, folder: string, license?: string, integrity?: string, dev?: boolean }} Locked */

/**
 * Returns the entries of package-lock.json, each with its folder.
 * @param {string} project @returns {readonly Locked[]}
 */
function lockedPackages(project) {
  const { packages } = /** @type {{ packages: Record<string, Omit<Locked, 'name' | 'folder'>> }} */ (
    readJson(join(project, 'package-lock.json'))
  );
  return Object.entries(packages)
    .filter(([folder]) => folder !== '')
    .map(([folder, locked]) => ({ ...locked, folder, name: folder.split('node_modules/').at(-1) ?? '' }));
}

/** Detects the licence by its text if the manifest names none. @param {string} folder */
function licenceIn(folder) {
  const name = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  const text = name === undefined ? '' : readFileSync(join(folder, name), 'utf8');
  return /permission is hereby granted, free of charge/i.test(text) ? 'MIT' : 'UNKNOWN';
}
