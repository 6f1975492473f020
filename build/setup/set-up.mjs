/**
 * Makes a bare checkout ready to run: each step says what it does in one line, is left out when nothing has changed,
 * may be interrupted at any time, and says exactly what to type when it cannot be done. What takes long to fetch or
 * compile is kept in the user's cache folder for other checkouts. Start here.
 */
import { join } from 'node:path';
import { buildApp } from './build-app.mjs';
import { checkNode, installDependencies } from './dependencies.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { withLock } from './lock.mjs';
import { cacheFolder } from './places.mjs';
import { say } from './say.mjs';
import { prepareSqlite } from './sqlite.mjs';
import { installSystemPackages } from './system-packages.mjs';

/**
 * @typedef {import('./electron-runtime.mjs').Runtime & { sqliteHost: 'node' | 'electron' }} Ready sqliteHost: what can
 *   run a script that opens the database
 */

/**
 * Does whatever is missing and says what to run the app and its scripts with.
 *
 * @returns {Promise<Ready>}
 */
export async function setUp() {
  checkNode();
  const waiting = () => say('· Waiting for another set-up to end…');
  return withLock(join(cacheFolder(), 'set-up.lock'), allSteps, waiting);
}

async function allSteps() {
  await installDependencies();
  const runtime = await electronRuntime();
  await installSystemPackages(runtime.executable);
  const sqliteHost = await prepareSqlite(runtime);
  await buildApp();
  return { ...runtime, sqliteHost };
}
