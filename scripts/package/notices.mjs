/** The texts of all licences under which others' work ships with the app, as these ask for. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../setup/stamp.mjs';

/** @typedef {import('./licences.mjs').ShippedPackage} ShippedPackage */

/** No wider than the window's dialog. */
const RULE = '='.repeat(60);

/** What packages call such files. */
const FILE = /^(?:licen[cs]e|copying|notice|copyright|ofl)(?:[.-].*)?$/i;

/** What no package of the app's brings: Chromium's own list is too long to be repeated. */
const RUNTIME = `Chromium, Node.js, V8 and what they bring: each text is in LICENSES.chromium.html in the folder of the app (on macOS
in its Contents/Resources).

SQLite, in better-sqlite3: its authors have given it to the public domain, https://www.sqlite.org/copyright.html
`;

/**
 * The file of notices. Fails for a package whose licence has no text to be found.
 *
 * @param {string} project
 * @param {readonly ShippedPackage[]} packages
 */
export function noticesOf(project, packages) {
  const parts = packages.map((one) =>
    section(`${one.name} ${one.version} (${one.licence})`, textOf(project, one)),
  );
  const electron = readFileSync(join(project, 'node_modules/electron/LICENSE'), 'utf8');
  return [
    'Archibald Agent is made with the work of others. What they ask to be told with it:\n',
    ...parts,
    section('Electron (MIT)', electron),
    section('What Electron and the database bring', RUNTIME),
  ].join('\n');
}

/**
 * @param {string} title
 * @param {string} text
 */
function section(title, text) {
  return `${RULE}\n${title}\n${RULE}\n\n${text.replaceAll('\r\n', '\n').trim()}\n`;
}

/**
 * What the package brings, or the text that its licence has everywhere.
 *
 * @param {string} project
 * @param {ShippedPackage} shipped
 */
function textOf(project, { name, folder, licence }) {
  const place = join(project, folder);
  // With several licences it holds the work of several people, whose texts lie beside it.
  const files = readdirSync(place, { recursive: licence.includes(' AND '), withFileTypes: true })
    .filter((entry) => entry.isFile() && FILE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return files.length > 0
    ? files.map((file) => readFileSync(file, 'utf8').trim()).join('\n\n')
    : standardText(project, licence, holderOf(project, folder, name));
}

/**
 * @param {string} project
 * @param {string} licence (SPDX)
 * @param {string} holder
 */
function standardText(project, licence, holder) {
  const path = join(project, 'node_modules/spdx-license-list/licenses', `${licence}.json`);
  const { licenseText } = /** @type {{ licenseText: string }} */ (readJson(path));
  const named = licenseText.replace('<year> <copyright holders>', holder);
  return named === licenseText ? `Copyright ${holder}\n\n${licenseText}` : named;
}

/**
 * @param {string} project
 * @param {string} folder
 * @param {string} name
 */
function holderOf(project, folder, name) {
  const { author } = /** @type {{ author?: string | { name?: string } }} */ (
    readJson(join(project, folder, 'package.json'))
  );
  const told = typeof author === 'string' ? author : author?.name;
  return told?.replace(/\s*[<(].*$/, '') ?? `the authors of ${name}`;
}
