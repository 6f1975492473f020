import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../setup/stamp.mjs';

/**
 * A package that goes out with the app: its licence (SPDX), the folder where it lies in the project, with slashes, and the
 * hash of its archive, as package-lock.json has it.
 * @typedef {Readonly<Record<'name' | 'version' | 'licence' | 'folder' | 'integrity', string>>} ShippedPackage
 */

/** What the build has taken into the app's files: the packages' folders, within the project (shipped.mjs). */
export const BUNDLED = 'out/bundled.json';

/**
 * The packages that ship: those that the build has taken in, in whatever section package.json names them, and those that
 * are installed beside the app's files. In the order of their names.
 * @param {string} project its folder, where the app has been built
 * @returns {readonly ShippedPackage[]}
 */
export function shippedPackages(project) {
  const bundled = /** @type {readonly string[]} */ (readJson(join(project, BUNDLED)));
  const found = lockedPackages(project).filter(({ folder, dev }) => dev !== true || bundled.includes(folder));
  // The same version may lie in several folders.
  const each = new Map(found.map((one) => [`${one.name}@${one.version}`, one]));
  return [...each.values()]
    .map(({ name, version, license, folder, integrity = '' }) => {
      return { name, version, licence: license ?? licenceIn(join(project, folder)), folder, integrity };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/**
 * The names of what ships beside the app's files, in its node_modules: the dependencies, and all that these need in turn,
 * also to be compiled from, as the headers of node-addon-api are part of the database's binary.
 * @param {string} project its folder
 */
export function installedPackages(project) {
  return lockedPackages(project).flatMap(({ name, dev }) => (dev === true ? [] : [name]));
}

/** @typedef {{ name: string, version: string, folder: string, license?: string, integrity?: string, dev?: boolean }} Locked */

/**
 * What package-lock.json says of each package, by the folder that it lies in.
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

/** What the licence's own text is, where the manifest says nothing. @param {string} folder */
function licenceIn(folder) {
  const name = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  const text = name === undefined ? '' : readFileSync(join(folder, name), 'utf8');
  return /permission is hereby granted, free of charge/i.test(text) ? 'MIT' : 'UNKNOWN';
}
