import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

/**
 * A package that goes out with the app.
 *
 * @typedef {object} ShippedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} licence as its package.json says it (SPDX)
 * @property {string} folder where it lies in the project, with slashes
 */

/** What the build has taken into the app's files: the packages' folders, within the project. Written by bundle/shipped.mjs. */
export const BUNDLED = 'out/bundled.json';

/**
 * The packages that ship: those that the build has taken in, in whatever section package.json names them, and those that
 * are installed beside the app's files: the dependencies, and all that these need in turn, also to be compiled from, as the
 * headers of node-addon-api are part of the database's binary. In the order of their names.
 *
 * @param {string} project its folder, where the app has been built
 * @returns {readonly ShippedPackage[]}
 */
export function shippedPackages(project) {
  const found = installedPackages(project);
  for (const folder of /** @type {readonly string[]} */ (readJson(join(project, BUNDLED)))) {
    add(project, join(project, folder), found);
  }
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/**
 * Those that ship beside the app's files, in its node_modules.
 *
 * @param {string} project its folder
 * @returns {Map<string, ShippedPackage>}
 */
export function installedPackages(project) {
  /** @type {Map<string, ShippedPackage>} */
  const found = new Map();
  const manifest = join(project, 'package.json');
  for (const name of Object.keys(readManifest(manifest).dependencies ?? {})) {
    collect(project, name, manifest, found);
  }
  return found;
}

/**
 * @param {string} project
 * @param {string} name
 * @param {string} from the manifest of who needs it
 * @param {Map<string, ShippedPackage>} found
 */
function collect(project, name, from, found) {
  const path = manifestPath(name, from);
  // Without a place it is optional, and for another system.
  if (path === null) {
    return;
  }
  const manifest = add(project, dirname(path), found);
  for (const needed of Object.keys({ ...manifest?.dependencies, ...manifest?.optionalDependencies })) {
    collect(project, needed, path, found);
  }
}

/**
 * @param {string} project
 * @param {string} folder of a package
 * @param {Map<string, ShippedPackage>} found
 * @returns {Manifest | null} null when it was there
 */
function add(project, folder, found) {
  const manifest = readManifest(join(folder, 'package.json'));
  const { name, version } = manifest;
  const key = `${name}@${version}`;
  if (found.has(key)) {
    return null;
  }
  const place = relative(project, folder).replaceAll('\\', '/');
  found.set(key, { name, version, licence: licenceOf(manifest, folder), folder: place });
  return manifest;
}

/**
 * What the manifest says, or, where it says nothing, what the licence's own text is.
 *
 * @param {Manifest} manifest
 * @param {string} folder
 */
function licenceOf({ license }, folder) {
  const said = typeof license === 'string' ? license : license?.type;
  if (said !== undefined) {
    return said;
  }
  const name = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  const text = name === undefined ? '' : readFileSync(join(folder, name), 'utf8');
  return /permission is hereby granted, free of charge/i.test(text) ? 'MIT' : 'UNKNOWN';
}

/**
 * @param {string} name
 * @param {string} from
 */
function manifestPath(name, from) {
  /** @type {readonly string[]} */
  const places = createRequire(from).resolve.paths(name) ?? [];
  const place = places.find((folder) => existsSync(join(folder, name, 'package.json')));
  return place === undefined ? null : join(place, name, 'package.json');
}

/**
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} version
 * @property {string | { type?: string }} [license]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 */

/**
 * @param {string} path
 * @returns {Manifest}
 */
function readManifest(path) {
  return /** @type {Manifest} */ (readJson(path));
}

/**
 * @param {string} path
 * @returns {unknown}
 */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
