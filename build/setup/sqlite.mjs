import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROJECT, cacheFolder } from './places.mjs';
import { lastLines, run } from './processes.mjs';
import { CannotSetUp, step } from './say.mjs';
import { isStamped, packageVersion, stamp } from './stamp.mjs';
import { installCompiler } from './system-packages.mjs';

const MODULE = join(PROJECT, 'node_modules/better-sqlite3');
const COMPILED = join(MODULE, 'build/Release/better_sqlite3.node');

/**
 * better-sqlite3 ships binaries for Node-API 10. Older runtimes have all the calls it makes under an older number, but
 * refuse the binary: there it is compiled once from its own sources with the number left open.
 */
const COMPILE_FLAGS =
  '-UNAPI_VERSION -DNAPI_VERSION=2147483647 -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NO_WARNING';

/**
 * Sees to it that better-sqlite3 loads in the Electron runtime and in this Node, compiling it if it does not.
 *
 * @param {import('./electron-runtime.mjs').Runtime} runtime
 */
export async function prepareSqlite(runtime) {
  const version = packageVersion(MODULE);
  const stampPath = join(PROJECT, 'node_modules/.archibald-sqlite');
  const wanted = `${version} ${runtime.executable} ${runtime.version} node ${process.version}`;
  if (isStamped(stampPath, wanted)) {
    return;
  }
  if (!(await loads(runtime))) {
    await useCompiled(version, runtime);
  }
  stamp(stampPath, wanted);
}

/**
 * A binary that does not fit kills the process that loads it, so it is tried in processes of their own.
 *
 * @param {import('./electron-runtime.mjs').Runtime} runtime
 */
async function loads(runtime) {
  const script =
    "const D = require('better-sqlite3'); new D(':memory:').prepare('SELECT sqlite_version()').get(); console.log('loads');";
  for (const executable of [process.execPath, runtime.executable]) {
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const { output } = await run(executable, ['-e', script], { cwd: PROJECT, env });
    if (!output.includes('loads')) {
      return false;
    }
  }
  return true;
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
    if (await loads(runtime)) {
      return;
    }
    rmSync(cached);
  }
  await installCompiler();
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
  if (!(await loads(runtime))) {
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
