/**
 * Makes a bare checkout ready to run: each step says what it does in one line, is left out when nothing has changed,
 * may be interrupted at any time, and says exactly what to type when it cannot be done. What takes long to fetch or
 * compile is kept in the user's cache folder for other checkouts. Start here.
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

/** Prepares what runs in plain Node and needs no database: dependencies and the built app. */
export function setUpScripts() {
  return setUp(() => Promise.resolve(THIS_NODE));
}

/** Prepares what runs without a window but needs the database. Electron is fetched only where this Node cannot load it. */
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
  const standIn = { executable: runtime.executable, env: { ELECTRON_RUN_AS_NODE: '1' } };
  return { runtime, node: inNode ? THIS_NODE : standIn };
}

/** @template Value @param {() => Promise<Value>} prepare what stands between the dependencies and the build */
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
