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
 * The file of notices. Fails for a package whose licence has no text to be found. Tools that gather licences take one file
 * of each package, and leave out fonts, notices and what a package forgot to bring.
 * @param {string} project
 * @param {readonly Pick<ShippedPackage, 'name' | 'version' | 'licence' | 'folder'>[]} packages
 */
export function noticesOf(project, packages) {
  const electron = readFileSync(join(project, 'node_modules/electron/LICENSE'), 'utf8');
  return [
    'Archibald Agent is made with the work of others. What they ask to be told with it:\n',
    ...packages.map(({ name, version, licence, folder }) =>
      section(`${name} ${version} (${licence})`, textOf(project, join(project, folder), licence)),
    ),
    section('Electron (MIT)', electron),
    section('What Electron and the database bring', RUNTIME),
  ].join('\n');
}

/** @param {string} title @param {string} text */
function section(title, text) {
  return `${RULE}\n${title}\n${RULE}\n\n${text.replaceAll('\r\n', '\n').trim()}\n`;
}

/**
 * What the package brings, or the text that its licence has everywhere, with the name of its author.
 * @param {string} project @param {string} place the package's folder
 * @param {string} licence
 */
function textOf(project, place, licence) {
  // With several licences it holds the work of several people, whose texts lie beside it.
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
  const said = typeof author === 'string' ? author : author?.name;
  const holder = said?.replace(/\s*[<(].*$/, '') ?? `the authors of ${name}`;
  const list = join(project, 'node_modules/spdx-license-list/licenses', `${licence}.json`);
  const { licenseText } = /** @type {{ licenseText: string }} */ (readJson(list));
  const named = licenseText.replace('<year> <copyright holders>', holder);
  return named === licenseText ? `Copyright ${holder}\n\n${licenseText}` : named;
}
