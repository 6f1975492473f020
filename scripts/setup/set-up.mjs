/**
 * Makes a bare checkout ready to run: each step says what it does in one line, is left out when nothing has changed,
 * may be interrupted at any time, and says exactly what to type when it cannot be done. What takes long to fetch or
 * compile is kept in the user's cache folder for other checkouts. Start here.
 */
import { join } from 'node:path';
import { buildApp } from './build-app.mjs';
import { installDependencies } from './dependencies.mjs';
import { checkRuntime, electronRuntime } from './electron-runtime.mjs';
import { withLock } from './lock.mjs';
import { cacheFolder } from './places.mjs';
import { say } from './say.mjs';
import { loadsInNode, prepareSqlite } from './sqlite.mjs';
import { installSystemPackages } from './system-packages.mjs';

/** @typedef {import('./electron-runtime.mjs').Runtime} Runtime */

/**
 * A program that runs scripts as Node does and can load the database.
 *
 * @typedef {object} NodeProgram
 * @property {string} executable
 * @property {NodeJS.ProcessEnv} env to add
 */

/** Prepares what runs in plain Node and needs no database: dependencies and the built app. */
export function setUpScripts() {
  return alone(async () => {
    await installDependencies();
    await buildApp();
  });
}

/**
 * Prepares what runs without a window but needs the database. Electron is fetched only where this Node cannot load it.
 *
 * @returns {Promise<NodeProgram>}
 */
export function setUpDatabase() {
  return alone(async () => {
    await installDependencies();
    const program = (await loadsInNode()) ? thisNode() : (await prepareElectron(true)).node;
    await buildApp();
    return program;
  });
}

/**
 * Prepares everything.
 *
 * @param {{ isNodeWanted?: boolean }} [options] whether this Node must be able to load the database too
 * @returns {Promise<{ runtime: Runtime, node: NodeProgram }>}
 */
export function setUpAll({ isNodeWanted = false } = {}) {
  return alone(async () => {
    await installDependencies();
    const ready = await prepareElectron(isNodeWanted);
    await buildApp();
    return ready;
  });
}

/**
 * @param {boolean} isNodeWanted
 * @returns {Promise<{ runtime: Runtime, node: NodeProgram }>}
 */
async function prepareElectron(isNodeWanted) {
  const runtime = await electronRuntime();
  await installSystemPackages(runtime.executable);
  await checkRuntime(runtime);
  const { inNode } = await prepareSqlite(runtime, isNodeWanted);
  return {
    runtime,
    node: inNode ? thisNode() : { executable: runtime.executable, env: { ELECTRON_RUN_AS_NODE: '1' } },
  };
}

/** @returns {NodeProgram} */
function thisNode() {
  return { executable: process.execPath, env: {} };
}

/**
 * @template Value
 * @param {() => Promise<Value>} work
 */
function alone(work) {
  const waiting = () => say('· Waiting for another set-up to end…');
  return withLock(join(cacheFolder(), 'set-up.lock'), work, waiting);
}
