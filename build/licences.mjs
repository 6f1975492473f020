import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * A package that goes out with the app.
 *
 * @typedef {object} ShippedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} licence as its package.json says it (SPDX)
 */

/** Where what ships is written. */
const SOURCES = ['main', 'preload', 'renderer'];
const IMPORT = /(?:from|import\(|import)\s*'([^'.][^']*)'/g;
/** Electron brings its own list, LICENSES.chromium.html, beside the program. */
const APART = ['electron'];

/**
 * The packages that ship: those that the sources import, in whatever section package.json names them, the dependencies,
 * and all that these need in turn. In the order of their names.
 *
 * @param {string} project its folder
 * @returns {readonly ShippedPackage[]}
 */
export function shippedPackages(project) {
  const manifest = readManifest(join(project, 'package.json'));
  const roots = new Set([...Object.keys(manifest.dependencies ?? {}), ...importedPackages(project)]);
  /** @type {Map<string, ShippedPackage>} */
  const found = new Map();
  for (const name of roots) {
    collect(name, join(project, 'package.json'), found);
  }
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/**
 * The software bill of materials of what ships, as CycloneDX 1.5.
 *
 * @param {string} version of the app
 * @param {readonly ShippedPackage[]} packages
 */
export function softwareBill(version, packages) {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { type: 'application', name: 'archibald-agent', version } },
    components: packages.map(({ name, version: itsVersion, licence }) => ({
      type: 'library',
      name,
      version: itsVersion,
      purl: `pkg:npm/${name.replace('@', '%40')}@${itsVersion}`,
      licenses: [{ expression: licence }],
    })),
  };
}

/**
 * @param {string} project
 * @returns {Set<string>}
 */
function importedPackages(project) {
  /** @type {Set<string>} */
  const names = new Set();
  for (const folder of SOURCES) {
    for (const file of readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(file) || /\.test\.tsx?$|\.d\.ts$/.test(file)) {
        continue;
      }
      for (const [, specifier = ''] of readFileSync(join(project, folder, file), 'utf8').matchAll(IMPORT)) {
        const parts = specifier.split('/');
        const name = specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
        if (!specifier.startsWith('node:') && !APART.includes(name) && isInstalled(project, name)) {
          names.add(name);
        }
      }
    }
  }
  return names;
}

/**
 * @param {string} project
 * @param {string} name
 */
function isInstalled(project, name) {
  return name !== '' && existsSync(join(project, 'node_modules', name, 'package.json'));
}

/**
 * @param {string} name
 * @param {string} from the manifest of who needs it
 * @param {Map<string, ShippedPackage>} found
 */
function collect(name, from, found) {
  const path = manifestPath(name, from);
  if (path === null) {
    // Optional, and for another system.
    return;
  }
  const manifest = readManifest(path);
  const key = `${name}@${manifest.version}`;
  if (found.has(key)) {
    return;
  }
  const licence = licenceOf(manifest, dirname(path));
  found.set(key, { name, version: manifest.version, licence });
  for (const needed of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })) {
    collect(needed, path, found);
  }
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
  /** @type {unknown} */
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  return /** @type {Manifest} */ (manifest);
}
