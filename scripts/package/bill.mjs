/**
 * The software bill of materials of a packaged app (CycloneDX 1.5), with exactly the shipped parts.
 * package-lock.json does not show which packages are bundled, and lacks the runtime and the files.
 */
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { run } from '../process/programs.mjs';
import { PROJECT } from '../setup/places.mjs';
import { SetUpError } from '../setup/say.mjs';
import { fileHash, packageVersion } from '../setup/stamp.mjs';
import { shippedPackages } from './licences.mjs';

/** @typedef {Record<'electron' | 'chrome' | 'node' | 'v8' | 'sqlite', string>} Versions */

/**
 * @param {object} shipped @param {string} shipped.version of the app
 * @param {readonly import('./licences.mjs').ShippedPackage[]} shipped.packages
 * @param {Versions} shipped.runtime the versions that the packaged programs report
 * @param {string} shipped.folder the unpacked app
 * @param {readonly string[]} shipped.files listed with hashes: programs, archives, own libraries
 */
export function softwareBill({ version, packages, runtime, folder, files }) {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { type: 'application', name: 'archibald-agent', version } },
    components: [
      ...packages.map(packageOf),
      ...runtimeOf(runtime),
      ...files.map((path) => ({
        type: 'file',
        name: relative(folder, path).replaceAll('\\', '/'),
        hashes: [{ alg: 'SHA-256', content: fileHash(path) }],
      })),
    ],
  };
}

/** @param {import('./licences.mjs').ShippedPackage} shipped */
function packageOf({ name, version, licence, integrity }) {
  const content = /^sha512-(.+)$/.exec(integrity)?.[1];
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

/** Names the runtimes as the databases of known vulnerabilities do. @param {Versions} versions */
function runtimeOf({ electron, chrome, node, v8, sqlite }) {
  const cpe = (/** @type {string} */ product, /** @type {string} */ version) =>
    `cpe:2.3:a:${product}:${version}:*:*:*:*:*:*:*`;
  return [
    { type: 'framework', name: 'electron', version: electron, purl: `pkg:npm/electron@${electron}` },
    { type: 'framework', name: 'chromium', version: chrome, cpe: cpe('google:chrome', chrome) },
    { type: 'framework', name: 'node', version: node, cpe: cpe('nodejs:node.js', node) },
    { type: 'library', name: 'v8', version: v8 },
    { type: 'library', name: 'sqlite', version: sqlite, cpe: cpe('sqlite:sqlite', sqlite) },
  ];
}

/**
 * Writes a bill for each app packaged since `since`; on macOS there is one app per processor.
 * @param {import('../setup/electron-runtime.mjs').Runtime} runtime @param {number} since
 */
export async function writeBills(runtime, since) {
  const versions = await runtimeVersions(runtime);
  const dist = join(PROJECT, 'dist');
  for (const folder of readdirSync(dist).map((name) => join(dist, name))) {
    const cache = join(resourcesOf(folder), 'app.asar');
    if (!existsSync(cache) || statSync(cache).mtimeMs < since) {
      continue;
    }
    const unpacked = readdirSync(`${cache}.unpacked`, { recursive: true, encoding: 'utf8' });
    const libraries = unpacked.filter((name) => name.endsWith('.node')).sort();
    const bill = softwareBill({
      version: packageVersion(PROJECT),
      packages: shippedPackages(PROJECT),
      runtime: versions,
      folder,
      files: [cache, ...libraries.map((name) => join(`${cache}.unpacked`, name)), ...programsIn(folder)],
    });
    const name = `archibald-agent.${basename(folder).replace(/-unpacked$/, '')}.cdx.json`;
    writeFileSync(join(dist, name), `${JSON.stringify(bill, null, 2)}\n`);
  }
}

/** Returns the resources folder of an unpacked app. @param {string} folder */
function resourcesOf(folder) {
  const names = statSync(folder).isDirectory() ? readdirSync(folder) : [];
  const bundle = names.find((name) => name.endsWith('.app'));
  return bundle === undefined ? join(folder, 'resources') : join(folder, bundle, 'Contents/Resources');
}

/** Returns the paths of the programs that contain Electron. @param {string} folder */
function programsIn(folder) {
  const program =
    /^(?:archibald-agent|Archibald Agent\.exe)$|\.app[\\/]Contents[\\/]MacOS[\\/][^\\/]+$|[\\/]Electron Framework\.framework[\\/]Versions[\\/]A[\\/]Electron Framework$/;
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => program.test(name)).map((name) => join(folder, name));
}

/**
 * Asks the packaged Electron for its own versions and the database's.
 * @param {import('../setup/electron-runtime.mjs').Runtime} runtime @returns {Promise<Versions>}
 */
async function runtimeVersions({ executable }) {
  const script = `const Database = require('better-sqlite3');
    const sqlite = new Database(':memory:').prepare('select sqlite_version()').pluck().get();
    process.stdout.write('\\n' + JSON.stringify({ ...process.versions, sqlite }));`;
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { code, output } = await run(executable, ['-e', script], { cwd: PROJECT, env });
  if (code !== 0) {
    throw new SetUpError(`The packaged versions could not be read:\n${output}`);
  }
  /** @type {unknown} */
  const versions = JSON.parse(output.trim().split('\n').at(-1) ?? '');
  return /** @type {Versions} */ (versions);
}
