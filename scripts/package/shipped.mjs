import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { isLeftOut } from './left-out.mjs';
import { BUNDLED, shippedPackages } from './licences.mjs';
import { buildNotices } from './notices.mjs';

/** The virtual module from which the window imports the list of packages. */
const LIST = 'virtual:licences';
/** The notices file. It is next to the window's page, which shows the notices. */
const NOTICES = 'notices.txt';
/** A placeholder in the window's code until all bundled packages are known. */
const PLACE = '"the packages that ship"';
/** Files that are bundled although they render no code. */
const NO_CODE = /\.(?:css|woff2?|png|svg)$/;

/** @typedef {{ readonly modules: Readonly<Record<string, { readonly renderedLength: number }>> }} Chunk */

/**
 * Records the bundled packages for the licences, the bill of materials and the audit. `follow`
 * makes a plugin for each part of the build. `report` makes one for the window, the last part.
 * @param {string} project its folder
 * @returns {{ follow: () => import('vite').Plugin, report: () => import('vite').Plugin }}
 */
export function shipped(project) {
  /** @type {Set<string>} the folders of the bundled packages, within the project */
  const folders = new Set();
  /** @param {Chunk} chunk */
  const collect = ({ modules }) => {
    for (const [id, { renderedLength }] of Object.entries(modules)) {
      const [path = ''] = id.replaceAll('\\', '/').replace(/^\0/, '').split('?');
      const folder = packageFolder(path);
      if (folder !== null && !isLeftOut(path) && (renderedLength > 0 || NO_CODE.test(path))) {
        folders.add(relative(project, folder).replaceAll('\\', '/'));
      }
    }
  };
  return {
    follow: () => ({
      name: 'shipped-packages',
      generateBundle(_options, bundle) {
        Object.values(bundle).forEach((file) => file.type === 'chunk' && collect(file));
      },
    }),
    report: () => ({
      name: 'shipped-packages-report',
      resolveId: (id) => (id === LIST ? `\0${LIST}` : null),
      load: (id) => (id === `\0${LIST}` ? `export const packages = ${PLACE};` : null),
      renderChunk(code, _chunk, _options, { chunks }) {
        if (!code.includes(PLACE)) {
          return null;
        }
        Object.values(chunks).forEach(collect);
        const bundled = join(project, BUNDLED);
        mkdirSync(dirname(bundled), { recursive: true });
        writeFileSync(bundled, `${JSON.stringify([...folders].sort(), null, 2)}\n`);
        const packages = shippedPackages(project);
        this.emitFile({ type: 'asset', fileName: NOTICES, source: buildNotices(project, packages) });
        const list = packages.map(({ name, version, licence }) => ({ name, version, licence }));
        return { code: code.replace(PLACE, () => JSON.stringify(list)), map: null };
      },
    }),
  };
}

/** Returns the folder of a file's package; null for the app's own files. @param {string} path */
export function packageFolder(path) {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? null;
}
