/**
 * The entry point of the npm scripts: sets up missing parts, then runs the command. See README,
 * "Quick start", and docs/command-line.md.
 */
import './setup/node-version.mjs';
import { join } from 'node:path';
import { runBench } from '../tests/bench/report/run-bench.mjs';
import { runChecks } from './checks/checks.mjs';
import { runLab } from './lab/lab.mjs';
import { runDist } from './package/dist.mjs';
import { withKeyFiles } from './package/secret-files.mjs';
import { signFeed } from './package/sign-feed.mjs';
import { runApp } from './process/app.mjs';
import { resolvePaths } from './process/arguments.mjs';
import { runToEnd, watchSignals } from './process/programs.mjs';
import { explainFileError } from './setup/file-error.mjs';
import { PROJECT, cacheFolder } from './setup/places.mjs';
import { SetUpError, say } from './setup/say.mjs';
import { setUpAll, setUpDatabase, setUpScripts } from './setup/set-up.mjs';

/** @typedef {(args: readonly string[]) => Promise<number>} Command returns the exit code */

/** @type {Readonly<Record<string, Command>>} */
const COMMANDS = {
  demo: app(['--demo'], { onVirtualDisplay: ['--screenshot'] }),
  start: app([]),
  // A line of standard input may contain the password.
  'sync-once': app(['--sync-once'], { takesInput: true }),
  'read-export': script('read-export', setUpScripts),
  metrics: script('metrics', setUpDatabase),
  customers: script('customers', setUpDatabase),
  test: async (args) => {
    const { runtime, node } = await setUpAll({ isNodeWanted: true });
    return runChecks(args, runtime, node);
  },
  lab: runLab,
  bench: runBench,
  dist: async (args) => {
    if (args.includes('--check')) {
      await setUpScripts();
      // This import must follow the set-up, which installs the packages that the module needs.
      return (await import('./package/dist-check.mjs')).checkDist();
    }
    return withKeyFiles(process.env, async () => {
      if (args[0] === '--sign-feed') {
        signFeed(args[1] ?? join(PROJECT, 'dist'), process.env);
        return 0;
      }
      const { runtime } = await setUpAll();
      return runDist(args, runtime);
    });
  },
  setup: async () => {
    const { runtime } = await setUpAll();
    say(`✓ Ready: Electron ${runtime.version} (${runtime.kind}), Node ${process.versions.node}`);
    return 0;
  },
};

/**
 * @param {readonly string[]} flags @param {Parameters<typeof runApp>[2]} [options]
 * @returns {Command}
 */
function app(flags, options) {
  return async (args) => runApp((await setUpAll()).runtime.executable, [...flags, ...args], options);
}

/** @param {string} name @param {typeof setUpDatabase} setUp @returns {Command} */
function script(name, setUp) {
  return async (args) => {
    const { executable, env } = await setUp();
    const path = join(PROJECT, 'out/main/cli.js');
    return runToEnd(executable, [path, name, ...args], { ...process.env, ...env });
  };
}

async function main() {
  const [name = '', ...args] = process.argv.slice(2);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    say(`Give one of: ${Object.keys(COMMANDS).join(', ')}`);
    return 2;
  }
  watchSignals();
  const typedIn = process.env.INIT_CWD ?? process.cwd();
  try {
    return await command(resolvePaths(args, typedIn, { areFiles: name === 'read-export' }));
  } catch (error) {
    const help =
      error instanceof SetUpError
        ? error.message
        : explainFileError(error, { project: PROJECT, cache: cacheFolder() });
    if (help === null) {
      throw error;
    }
    say(`\n${help}`);
    return 1;
  }
}

process.exitCode = await main();
