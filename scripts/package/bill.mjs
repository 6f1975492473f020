/** The software bill of materials of a packaged app (CycloneDX 1.5): what lies in it, and nothing else. */
import { join, relative } from 'node:path';
import { fileHash, readJson } from '../setup/stamp.mjs';

/** @typedef {import('./licences.mjs').ShippedPackage} ShippedPackage */

/**
 * @typedef {object} Runtime the versions that the packaged programs tell of themselves
 * @property {string} electron
 * @property {string} chrome
 * @property {string} node
 * @property {string} v8
 * @property {string} sqlite
 */

/**
 * @typedef {object} Packed
 * @property {string} folder the unpacked app
 * @property {readonly string[]} files what is to be told of its files, by path: programs, archives, libraries of our own
 */

/**
 * @param {string} project
 * @param {object} shipped
 * @param {string} shipped.version of the app
 * @param {readonly ShippedPackage[]} shipped.packages
 * @param {Runtime} shipped.runtime
 * @param {Packed} shipped.packed
 */
export function softwareBill(project, { version, packages, runtime, packed }) {
  const lock = /** @type {{ packages: Record<string, { integrity?: string }> }} */ (
    readJson(join(project, 'package-lock.json'))
  ).packages;
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { type: 'application', name: 'archibald-agent', version } },
    components: [
      ...packages.map((one) => packageOf(one, lock[one.folder]?.integrity)),
      ...runtimeOf(runtime),
      ...packed.files.map((path) => ({
        type: 'file',
        name: relative(packed.folder, path).replaceAll('\\', '/'),
        hashes: [{ alg: 'SHA-256', content: fileHash(path) }],
      })),
    ],
  };
}

/**
 * @param {ShippedPackage} shipped
 * @param {string | undefined} integrity of the package's archive, as the lock file has it
 */
function packageOf({ name, version, licence }, integrity) {
  const content = /^sha512-(.+)$/.exec(integrity ?? '')?.[1];
  if (content === undefined) {
    throw new Error(`package-lock.json has no SHA-512 of ${name}`);
  }
  return {
    type: 'library',
    name,
    version,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    hashes: [{ alg: 'SHA-512', content: Buffer.from(content, 'base64').toString('hex') }],
    licenses: [{ expression: licence }],
  };
}

/** @param {Runtime} versions */
function runtimeOf({ electron, chrome, node, v8, sqlite }) {
  // By these names the databases of known holes know them.
  return [
    { type: 'framework', name: 'electron', version: electron, purl: `pkg:npm/electron@${electron}` },
    { type: 'framework', name: 'chromium', version: chrome, cpe: cpeOf('google:chrome', chrome) },
    { type: 'framework', name: 'node', version: node, cpe: cpeOf('nodejs:node.js', node) },
    { type: 'library', name: 'v8', version: v8 },
    { type: 'library', name: 'sqlite', version: sqlite, cpe: cpeOf('sqlite:sqlite', sqlite) },
  ];
}

/**
 * @param {string} product
 * @param {string} version
 */
function cpeOf(product, version) {
  return `cpe:2.3:a:${product}:${version}:*:*:*:*:*:*:*`;
}
