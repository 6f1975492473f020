/**
 * How large the packaged app is, by part: `node scripts/package/package-size.mjs [FOLDER]` prints it as JSON, for the app that
 * `npm run dist:dir` has made or the one in FOLDER.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getRawHeader } from '@electron/asar';
import { PROJECT } from '../setup/places.mjs';

/**
 * @typedef {object} PackageSize in bytes
 * @property {number} all the folder that is installed
 * @property {number} electron what Electron brings
 * @property {number} ours app.asar and what lies unpacked beside it
 * @property {Readonly<Record<string, number>>} parts of ours, by name; they and asar's own header make `ours`
 */

/** By the beginnings of paths in app.asar; the first that fits counts. @type {readonly (readonly [string, string])[]} */
const PARTS = [
  // Twice: in the sandboxed page of the app, and for reading a file without a display.
  ['out/renderer/pdf-engine', 'pdfEngine'],
  ['out/main/chunks/read-with-engine', 'pdfEngine'],
  ['out/renderer/', 'window'],
  ['out/main/chunks/read-export', 'reader'],
  ['out/main/chunks/puppeteer-core', 'portalDriver'],
  ['out/main/chunks/electron-updater', 'updates'],
  ['out/main/demo-worker.js', 'demo'],
  ['node_modules/better-sqlite3/', 'database'],
  ['out/', 'main'],
  ['', 'rest'],
];

/**
 * @param {string} folder an unpacked app, as electron-builder leaves it in dist/
 * @returns {PackageSize}
 */
export function packageSize(folder) {
  const resources = resourcesOf(folder);
  const archive = join(resources, 'app.asar');
  const ours = sizeOf(archive) + sizeOf(`${archive}.unpacked`);
  const all = sizeOf(folder);
  return { all, electron: all - ours, ours, parts: partsOf(packedFiles(archive)) };
}

/**
 * The unpacked app that the last packaging for this system has left; null when there is none.
 *
 * @returns {string | null}
 */
export function unpackedApp() {
  return unpackedApps()[0] ?? null;
}

/** All unpacked apps that packaging has left. */
export function unpackedApps() {
  const dist = join(PROJECT, 'dist');
  const names = existsSync(dist) ? readdirSync(dist) : [];
  return names
    .map((name) => join(dist, name))
    .filter((folder) => existsSync(join(resourcesOf(folder), 'app.asar')));
}

/**
 * The files in an archive and unpacked beside it, with their sizes in bytes.
 *
 * @param {string} archive app.asar
 * @returns {ReadonlyMap<string, number>} by path, with slashes
 */
export function packedFiles(archive) {
  /** @type {Map<string, number>} */
  const found = new Map();
  /**
   * @param {import('@electron/asar').DirectoryRecord | import('@electron/asar').FileRecord} entry
   * @param {string} name its path within the archive, which has slashes everywhere
   */
  const visit = (entry, name) => {
    if ('files' in entry) {
      Object.entries(entry.files).forEach(([last, inside]) =>
        visit(inside, name === '' ? last : `${name}/${last}`),
      );
    } else if ('size' in entry) {
      found.set(name, entry.size);
    }
  };
  visit(getRawHeader(archive).header, '');
  return found;
}

/** @param {ReadonlyMap<string, number>} files */
function partsOf(files) {
  /** @type {Record<string, number>} */
  const parts = {};
  for (const [path, size] of files) {
    const part = PARTS.find(([beginning]) => path.startsWith(beginning))?.[1] ?? '';
    parts[part] = (parts[part] ?? 0) + size;
  }
  return parts;
}

/**
 * Where the app's own files lie in an unpacked app.
 *
 * @param {string} folder
 */
export function resourcesOf(folder) {
  const names = existsSync(folder) && statSync(folder).isDirectory() ? readdirSync(folder) : [];
  const bundle = names.find((name) => name.endsWith('.app'));
  return bundle === undefined ? join(folder, 'resources') : join(folder, bundle, 'Contents/Resources');
}

/**
 * The bytes of a file, or of all files in a folder; links count nothing.
 *
 * @param {string} path
 * @returns {number}
 */
function sizeOf(path) {
  if (!existsSync(path)) {
    return 0;
  }
  const stats = statSync(path);
  if (!stats.isDirectory()) {
    return stats.size;
  }
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2] ?? unpackedApp();
  if (folder === null) {
    process.stderr.write('There is no packaged app. Type: npm run dist:dir\n');
    process.exitCode = 2;
  } else {
    process.stdout.write(`${JSON.stringify(packageSize(folder))}\n`);
  }
}
