import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { lastLines, run } from '../process/programs.mjs';
import { PROJECT, cacheFolder } from './places.mjs';
import { SetUpError, say, step } from './say.mjs';
import { packageVersion, stamp } from './stamp.mjs';
import { installCompiler } from './system-packages.mjs';

/** @typedef {import('./electron-runtime.mjs').Runtime} Runtime */
/** @typedef {{ inElectron: boolean, inNode: boolean }} Loads where better-sqlite3 loads */

const MODULES = join(PROJECT, 'node_modules');
const MODULE = join(MODULES, 'better-sqlite3');
const COMPILED = join(MODULE, 'build/Release/better_sqlite3.node');
const STAMP = join(MODULES, '.archibald-sqlite');
const COMPILING = '.compiling-';
const PROBE_TIMEOUT_MS = 60_000;
const PROBE =
  "const D = require('better-sqlite3'); new D(':memory:').prepare('SELECT sqlite_version()').get(); console.log('loads');";

/**
 * The flags for runtimes older than Node-API 10, which better-sqlite3's binaries require. Such a
 * runtime has all functions that the binary calls, but refuses the binary's version number. A
 * binary compiled with these flags requires no version.
 */
const COMPILE_FLAGS =
  '-UNAPI_VERSION -DNAPI_VERSION=2147483647 -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NO_WARNING';

/**
 * Makes better-sqlite3 load in the Electron runtime and, if `isNodeWanted`, in this Node. Compiles
 * better-sqlite3 if needed. Without a compiler, Electron can run scripts in place of this Node.
 * @param {Runtime} runtime @param {boolean} isNodeWanted @returns {Promise<Loads>}
 */
export async function prepareSqlite(runtime, isNodeWanted) {
  const version = packageVersion(MODULE);
  const isEnough = (/** @type {Loads} */ loads) => loads.inElectron && (loads.inNode || !isNodeWanted);
  const tried = () => {
    const compiled = existsSync(COMPILED) ? statSync(COMPILED).mtimeMs : 'shipped';
    return `${version} ${compiled} ${runtime.executable} ${runtime.version} node ${process.version}`;
  };
  const [of, ...where] = existsSync(STAMP) ? readFileSync(STAMP, 'utf8').split('\n') : [];
  const known = { inElectron: where.includes('electron'), inNode: where.includes('node') };
  if (of === tried() && isEnough(known)) {
    return known;
  }
  let loads = await probe(runtime);
  if (!isEnough(loads)) {
    loads = await useCompiled(version, runtime, loads);
  }
  stamp(STAMP, [tried(), loads.inElectron ? 'electron' : '', loads.inNode ? 'node' : ''].join('\n'));
  return loads;
}

/** Whether a new Node or Electron process loads better-sqlite3. Loading may crash the process. */
export async function loadsIn(executable = process.execPath) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const options = { cwd: PROJECT, env, timeout: PROBE_TIMEOUT_MS };
  const { code, output } = await run(executable, ['-e', PROBE], options);
  return code === 0 && output.includes('loads');
}

/** @param {Runtime} runtime @returns {Promise<Loads>} */
async function probe(runtime) {
  return { inElectron: await loadsIn(runtime.executable), inNode: await loadsIn() };
}

/**
 * @param {string} version @param {Runtime} runtime @param {Loads} shipped where the shipped binary loads
 * @returns {Promise<Loads>}
 */
async function useCompiled(version, runtime, shipped) {
  const cached = join(cacheFolder(), `better-sqlite3-${version}-${process.platform}-${process.arch}.node`);
  if (existsSync(cached)) {
    copyWhole(cached, COMPILED);
    const loads = await probe(runtime);
    if (loads.inElectron && loads.inNode) {
      return loads;
    }
    // The file is damaged, or was compiled with other system libraries.
    rmSync(cached);
    rmSync(join(MODULE, 'build'), { recursive: true, force: true });
  }
  try {
    await installCompiler();
    await step('Compiling the database for this Node or Electron (about a minute)', () => compile(cached));
  } catch (error) {
    if (!(error instanceof SetUpError) || !shipped.inElectron) {
      throw error;
    }
    say(`${error.message}\n\n· Until then Electron stands in for Node where the database is used`);
    return shipped;
  }
  copyWhole(cached, COMPILED);
  const loads = await probe(runtime);
  if (!loads.inElectron) {
    throw new SetUpError(
      'The compiled database does not load. Delete the folder node_modules and run the command again.',
    );
  }
  return loads;
}

/**
 * Compiles in a separate folder, so that an interrupted or parallel build leaves no half-written
 * binary. The folder is in node_modules, where the compiler finds the headers of other packages.
 * @param {string} target
 */
async function compile(target) {
  for (const name of readdirSync(MODULES).filter((entry) => entry.startsWith(COMPILING))) {
    rmSync(join(MODULES, name), { recursive: true, force: true });
  }
  const folder = mkdtempSync(join(MODULES, COMPILING));
  const isSource = (/** @type {string} */ path) => !['build', 'prebuilds'].includes(relative(MODULE, path));
  cpSync(MODULE, folder, { recursive: true, filter: isSource });
  const gyp = join(MODULES, 'node-gyp/bin/node-gyp.js');
  const args = [gyp, 'rebuild', '--release', '--force_build=1', '--jobs=max'];
  const CXXFLAGS = `${process.env.CXXFLAGS ?? ''} ${COMPILE_FLAGS}`;
  const env = { ...process.env, ...headersOfThisNode(), CXXFLAGS };
  const { code, output } = await run(process.execPath, args, { cwd: folder, env });
  const compiled = join(folder, relative(MODULE, COMPILED));
  const isMade = code === 0 && existsSync(compiled);
  if (isMade) {
    copyWhole(compiled, target);
  }
  rmSync(folder, { recursive: true, force: true });
  if (!isMade) {
    throw new SetUpError(
      `${lastLines(output)}\n\nThe database could not be compiled for Node ${process.versions.node}. Type (on Debian, as root):\n\n  apt-get install -y python3 g++ make libnode-dev\n\nand run the command again; or use Node 24 on a network that reaches Electron's release page, where nothing is compiled.`,
    );
  }
}

/** Copies a file without ever leaving a partial one. @param {string} from @param {string} to */
function copyWhole(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, `${to}.new`);
  renameSync(`${to}.new`, to);
}

/** Finds Node's headers next to it or in Debian's libnode-dev; else node-gyp downloads them. */
function headersOfThisNode() {
  const prefix = dirname(dirname(process.execPath));
  if (existsSync(join(prefix, 'include/node/node_api.h'))) {
    return { npm_config_nodedir: prefix };
  }
  const debian = join(prefix, 'include/nodejs');
  return existsSync(join(debian, 'common.gypi')) ? { npm_config_nodedir: debian } : {};
}
