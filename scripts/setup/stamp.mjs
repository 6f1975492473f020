import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Whether the stamp at `path` records a step for exactly this content.
 * @param {string} path @param {string} content
 */
export function isStamped(path, content) {
  return existsSync(path) && readFileSync(path, 'utf8') === content;
}

/**
 * Records a finished step. An interrupted step has no stamp, so the next set-up repeats it.
 * @param {string} path @param {string} content
 */
export function stamp(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}

/**
 * Returns a digest of a file's content.
 * @param {string} path @param {string} [algorithm]
 * @param {import('node:crypto').BinaryToTextEncoding} [encoding]
 */
export function fileHash(path, algorithm = 'sha256', encoding = 'hex') {
  return createHash(algorithm).update(readFileSync(path)).digest(encoding);
}

/** @param {string} text */
export function textHash(text) {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Returns a digest of the files' names, sizes and times, which is fast and detects changes.
 * @param {string} root @param {readonly string[]} names
 */
export function treeHash(root, names) {
  const lines = names.flatMap((name) => {
    const path = join(root, name);
    const inside =
      existsSync(path) && lstatSync(path).isDirectory()
        ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((entry) => join(name, entry))
        : [name];
    return inside.sort().map((file) => {
      // Links must not be followed, because an editor's lock may be a link to nothing.
      const stats = lstatSync(join(root, file), { throwIfNoEntry: false });
      return stats === undefined || stats.isDirectory() ? '' : `${file} ${stats.size} ${stats.mtimeMs}\n`;
    });
  });
  return textHash(lines.join(''));
}

/** Reads the version of the package in a folder. @param {string} folder */
export function packageVersion(folder) {
  return String(/** @type {{ version: unknown }} */ (readJson(join(folder, 'package.json'))).version);
}

/** @param {string} path @returns {unknown} */
export function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
