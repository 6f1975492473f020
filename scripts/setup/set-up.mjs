/**
 * Makes a bare checkout ready to run. Each step reports itself in one line, is skipped if nothing
 * has changed, and may be interrupted. A failed step says exactly what to type. Slow downloads and
 * compiled files are cached outside the checkout.
 */
import { buildApp } from './build-app.mjs';
import { installDependencies } from './dependencies.mjs';
import { checkRuntime, electronRuntime } from './electron-runtime.mjs';
import { lockSocket, withLock } from './lock.mjs';
import { cacheFolder } from './places.mjs';
import { say } from './say.mjs';
import { loadsIn, prepareSqlite } from './sqlite.mjs';
import { installSystemPackages } from './system-packages.mjs';

/** @typedef {{ executable: string, env: NodeJS.ProcessEnv }} NodeProgram runs scripts as Node and loads the database */

/** @type {NodeProgram} */
const THIS_NODE = { executable: process.execPath, env: {} };

/** Prepares commands that run in plain Node without the database. */
export function setUpScripts() {
  return setUp(() => Promise.resolve(THIS_NODE));
}

/** Prepares commands without a window. Uses Electron only if this Node cannot load the database. */
export function setUpDatabase() {
  return setUp(async () => ((await loadsIn()) ? THIS_NODE : (await prepareElectron(true)).node));
}

/**
 * Prepares everything.
 * @param {{ isNodeWanted?: boolean }} [options] whether this Node must be able to load the database too
 */
export function setUpAll({ isNodeWanted = false } = {}) {
  return setUp(() => prepareElectron(isNodeWanted));
}

/** @param {boolean} isNodeWanted */
async function prepareElectron(isNodeWanted) {
  const runtime = await electronRuntime();
  await installSystemPackages(runtime.executable);
  await checkRuntime(runtime);
  const { inNode } = await prepareSqlite(runtime, isNodeWanted);
  const electronAsNode = { executable: runtime.executable, env: { ELECTRON_RUN_AS_NODE: '1' } };
  return { runtime, node: inNode ? THIS_NODE : electronAsNode };
}

/** @template Value @param {() => Promise<Value>} prepare the work between the dependencies and the build */
function setUp(prepare) {
  const waiting = () => say('· Waiting for another set-up to end…');
  const work = async () => {
    await installDependencies();
    const ready = await prepare();
    await buildApp();
    return ready;
  };
  return withLock(lockSocket(cacheFolder()), work, waiting);
}
