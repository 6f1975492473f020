/** Collects the texts of the licences of all shipped work, as these licences require. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../setup/stamp.mjs';

/** @typedef {import('./licences.mjs').ShippedPackage} ShippedPackage */

/** A line that fits the width of the window's dialog. */
const RULE = '='.repeat(60);

/** The names of licence and notice files in packages. */
const FILE = /^(?:licen[cs]e|copying|notice|copyright|ofl)(?:[.-].*)?$/i;

/** The notices that no package contains. Chromium's own list is too long to repeat. */
const RUNTIME = `Chromium, Node.js, V8 and their parts: the texts are in LICENSES.chromium.html in the folder of the app (on macOS
in its Contents/Resources).

SQLite, in better-sqlite3: its authors have dedicated it to the public domain, https://www.sqlite.org/copyright.html
`;

/**
 * Returns the text of the notices file. Fails for a package whose licence has no text. Common
 * licence tools read one file per package. They would miss fonts, notices and missing texts.
 * @param {string} project
 * @param {readonly Pick<ShippedPackage, 'name' | 'version' | 'licence' | 'folder'>[]} packages
 */
export function buildNotices(project, packages) {
  const electron = readFileSync(join(project, 'node_modules/electron/LICENSE'), 'utf8');
  return [
    'Archibald Agent contains the work of others, whose notices follow:\n',
    ...packages.map(({ name, version, licence, folder }) =>
      section(`${name} ${version} (${licence})`, textOf(project, join(project, folder), licence)),
    ),
    section('Electron (MIT)', electron),
    section('Parts of Electron and the database', RUNTIME),
  ].join('\n');
}

/** @param {string} title @param {string} text */
function section(title, text) {
  return `${RULE}\n${title}\n${RULE}\n\n${text.replaceAll('\r\n', '\n').trim()}\n`;
}

/**
 * Returns the package's licence texts, or its licence's standard text with the author's name.
 * @param {string} project @param {string} place the package's folder
 * @param {string} licence
 */
function textOf(project, place, licence) {
  // A package with several licences contains other people's work, whose texts are in subfolders.
  const files = readdirSync(place, { recursive: licence.includes(' AND '), withFileTypes: true })
    .filter((entry) => entry.isFile() && FILE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (files.length > 0) {
    return files.map((file) => readFileSync(file, 'utf8').trim()).join('\n\n');
  }
  const { author, name } = /** @type {{ author?: string | { name?: string }, name: string }} */ (
    readJson(join(place, 'package.json'))
  );
  const authorText = typeof author === 'string' ? author : author?.name;
  const holder = authorText?.replace(/\s*[<(].*$/, '') ?? `the authors of ${name}`;
  const list = join(project, 'node_modules/spdx-license-list/licenses', `${licence}.json`);
  const { licenseText } = /** @type {{ licenseText: string }} */ (readJson(list));
  const named = licenseText.replace('<year> <copyright holders>', holder);
  return named === licenseText ? `Copyright ${holder}\n\n${licenseText}` : named;
}
