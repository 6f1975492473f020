import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROJECT, cacheFolder } from './places.mjs';
import { lastLines, run } from './processes.mjs';
import { CannotSetUp, step } from './say.mjs';
import { isStamped, packageVersion, stamp } from './stamp.mjs';
import { hasCompiler, installCompiler } from './system-packages.mjs';

const MODULE = join(PROJECT, 'node_modules/better-sqlite3');
const COMPILED = join(MODULE, 'build/Release/better_sqlite3.node');

/**
 * better-sqlite3 ships binaries for Node-API 10. Older runtimes have all the calls it makes under an older number, but
 * refuse the binary: there it is compiled once from its own sources with the number left open.
 */
const COMPILE_FLAGS =
  '-UNAPI_VERSION -DNAPI_VERSION=2147483647 -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NO_WARNING';

/**
 * Sees to it that better-sqlite3 loads in the Electron runtime, compiling it if it does not; in this Node too where
 * that takes no more than a compiler that is there. Gives the Node-like programs it loads in: this Node first, if so.
 *
 * @param {import('./electron-runtime.mjs').Runtime} runtime
 * @returns {Promise<'node' | 'electron'>} what can run a script that opens the database
 */
export async function prepareSqlite(runtime) {
  const version = packageVersion(MODULE);
  const stampPath = join(PROJECT, 'node_modules/.archibald-sqlite');
  const wanted = `${version} ${runtime.executable} ${runtime.version} node ${process.version}`;
  for (const host of /** @type {const} */ (['node', 'electron'])) {
    if (isStamped(stampPath, `${wanted} ${host}`)) {
      return host;
    }
  }
  if (!(await loads(runtime.executable))) {
    await installCompiler();
    await useCompiled(version, runtime);
  } else if (!(await loads(process.execPath)) && hasCompiler()) {
    await useCompiled(version, runtime);
  }
  const host = (await loads(process.execPath)) ? 'node' : 'electron';
  stamp(stampPath, `${wanted} ${host}`);
  return host;
}

const PROBE =
  "const D = require('better-sqlite3'); new D(':memory:').prepare('SELECT sqlite_version()').get(); console.log('loads');";

/**
 * A binary that does not fit kills the process that loads it, so it is tried in a process of its own.
 *
 * @param {string} executable
 */
async function loads(executable) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { output } = await run(executable, ['-e', PROBE], { cwd: PROJECT, env });
  return output.includes('loads');
}

/**
 * @param {string} version
 * @param {import('./electron-runtime.mjs').Runtime} runtime
 */
async function useCompiled(version, runtime) {
  const name = `better-sqlite3-${version}-${process.platform}-${process.arch}.node`;
  const cached = join(cacheFolder(), name);
  if (existsSync(cached)) {
    install(cached);
    if (await loads(runtime.executable)) {
      return;
    }
    rmSync(cached);
  }
  await step('Compiling the database for this version of Electron (about a minute)', async () => {
    rmSync(join(MODULE, 'build'), { recursive: true, force: true });
    const gyp = join(PROJECT, 'node_modules/node-gyp/bin/node-gyp.js');
    const args = [gyp, 'rebuild', '--release', '--force_build=1'];
    const env = {
      ...process.env,
      ...headersOfThisNode(),
      CXXFLAGS: `${process.env.CXXFLAGS ?? ''} ${COMPILE_FLAGS}`,
    };
    const { code, output } = await run(process.execPath, args, { cwd: MODULE, env });
    if (code !== 0 || !existsSync(COMPILED)) {
      throw new CannotSetUp(
        `${lastLines(output)}\n\nThe database could not be compiled. Use Node 24, for which nothing is compiled, or type: apt-get install -y python3 g++ make libnode-dev`,
      );
    }
    mkdirSync(dirname(cached), { recursive: true });
    copyFileSync(COMPILED, `${cached}.new`);
    renameSync(`${cached}.new`, cached);
    // Objects and libraries of the compilation are of no more use.
    rmSync(join(MODULE, 'build'), { recursive: true });
    install(cached);
  });
  if (!(await loads(runtime.executable))) {
    throw new CannotSetUp(
      'The compiled database does not load. Delete node_modules and run the command again.',
    );
  }
}

/** @param {string} cached */
function install(cached) {
  mkdirSync(dirname(COMPILED), { recursive: true });
  copyFileSync(cached, COMPILED);
}

/** Node's headers as installed beside it, where they are: else node-gyp fetches them. */
function headersOfThisNode() {
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, 'include/node/node_api.h')) ? { npm_config_nodedir: prefix } : {};
}
