/**
 * The one entry of the npm scripts: sets up what is missing, then does the command's work. See README, "The two
 * commands" and "Head-less use".
 */
import { resolve } from 'node:path';
import { runApp, runToEnd } from './run/app.mjs';
import { resolvePaths } from './run/arguments.mjs';
import { runChecks } from './run/checks.mjs';
import { PROJECT } from './setup/places.mjs';
import { CannotSetUp, say } from './setup/say.mjs';
import { setUp } from './setup/set-up.mjs';

/** @typedef {import('./setup/set-up.mjs').Ready} Ready */

/** @type {Readonly<Record<string, (args: readonly string[], ready: Ready) => Promise<number>>>} */
const COMMANDS = {
  demo: (args, { executable }) =>
    runApp(executable, ['--demo', ...args], { onVirtualDisplay: ['--screenshot'] }),
  start: (args, { executable }) => runApp(executable, args),
  'sync-once': (args, { executable }) => runApp(executable, ['--sync-once', ...args]),
  'read-export': (args) => runScript(process.execPath, 'read-export', args),
  metrics: (args, ready) => runScript(sqliteProgram(ready), 'metrics', args),
  customers: (args, ready) => runScript(sqliteProgram(ready), 'customers', args),
  test: runChecks,
  setup: (_args, { version, kind }) => {
    say(`✓ Ready: Electron ${version} (${kind}), Node ${process.versions.node}`);
    return Promise.resolve(0);
  },
};

/**
 * @param {string} program this Node, or an Electron that is told to behave as one
 * @param {string} command
 * @param {readonly string[]} args
 */
function runScript(program, command, args) {
  const env = program === process.execPath ? process.env : { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  return runToEnd(program, [resolve(PROJECT, 'out/main/cli.js'), command, ...args], env);
}

/** @param {Ready} ready */
function sqliteProgram({ sqliteHost, executable }) {
  return sqliteHost === 'node' ? process.execPath : executable;
}

async function main() {
  const [name = '', ...args] = process.argv.slice(2);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    say(`Give one of: ${Object.keys(COMMANDS).join(', ')}`);
    return 2;
  }
  // Ends the set-up's own programs too; a step that was interrupted is done again next time.
  const interrupt = () => process.exit(130);
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    const ready = await setUp();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    return await command(resolvePaths(args, process.env.INIT_CWD ?? process.cwd()), ready);
  } catch (error) {
    if (error instanceof CannotSetUp) {
      say(`\n${error.message}`);
      return 1;
    }
    throw error;
  }
}

process.exitCode = await main();
