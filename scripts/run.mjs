/**
 * The one entry of the npm scripts: sets up what is missing, then does the command's work. See README, "Try it" and
 * "Head-less use".
 */
import './setup/node-version.mjs';
import { join } from 'node:path';
import { runBench } from '../tests/bench/report/run-bench.mjs';
import { runChecks } from './checks/checks.mjs';
import { runFaults } from './lab/faults.mjs';
import { fuzzReader } from './lab/fuzz.mjs';
import { runSoak, weighApp } from './lab/soak.mjs';
import { runTrials } from './lab/trials.mjs';
import { runDist } from './package/dist.mjs';
import { withKeyFiles } from './package/secret-files.mjs';
import { signFeed } from './package/sign-feed.mjs';
import { runApp } from './process/app.mjs';
import { resolvePaths } from './process/arguments.mjs';
import { runToEnd } from './process/run-to-end.mjs';
import { watchSignals } from './process/signals.mjs';
import { runInWindow } from './process/window.mjs';
import { explainFileTrouble } from './setup/file-trouble.mjs';
import { PROJECT, cacheFolder } from './setup/places.mjs';
import { CannotSetUp, say } from './setup/say.mjs';
import { setUpAll, setUpDatabase, setUpScripts } from './setup/set-up.mjs';

/** @typedef {(args: readonly string[]) => Promise<number>} Command gives the exit code */

/** @type {Readonly<Record<string, Command>>} */
const COMMANDS = {
  demo: async (args) => {
    const { runtime } = await setUpAll();
    return runApp(runtime.executable, ['--demo', ...args], { onVirtualDisplay: ['--screenshot'] });
  },
  start: async (args) => {
    const { runtime } = await setUpAll();
    return runApp(runtime.executable, args);
  },
  'sync-once': async (args) => {
    const { runtime } = await setUpAll();
    // The password may come as a line of standard input.
    return runApp(runtime.executable, ['--sync-once', ...args], { takesInput: true });
  },
  'read-export': async (args) => {
    await setUpScripts();
    return runScript({ executable: process.execPath, env: {} }, 'read-export', args);
  },
  metrics: async (args) => runScript(await setUpDatabase(), 'metrics', args),
  customers: async (args) => runScript(await setUpDatabase(), 'customers', args),
  test: async (args) => {
    const { runtime, node } = await setUpAll({ isNodeWanted: true });
    return runChecks(args, runtime, node);
  },
  pictures: async () => {
    const { runtime } = await setUpAll();
    return runInWindow('pictures', runtime, { PICTURES: '1' });
  },
  weigh: async (args) => {
    const { runtime } = await setUpAll();
    return weighApp(args, runtime);
  },
  bench: (args) => runBench(args, () => setUpAll({ isNodeWanted: true })),
  'fuzz:read': async (args) => {
    const { node } = await setUpAll({ isNodeWanted: true });
    return fuzzReader(args, node);
  },
  crash: async (args) => runTrials('crash', args, await setUpDatabase()),
  'bit-rot': async (args) => runTrials('bit-rot', args, await setUpDatabase()),
  faults: async () => {
    const { runtime, node } = await setUpAll({ isNodeWanted: true });
    return runFaults(runtime, node);
  },
  soak: async (args) => {
    const { runtime } = await setUpAll();
    return runSoak(args, runtime);
  },
  icons: async () => {
    const { runtime } = await setUpAll();
    return runApp(runtime.executable, [], { entry: join(PROJECT, 'scripts/lab/icons') });
  },
  'dist:dir': async (args) => {
    const { runtime } = await setUpAll();
    return runDist(args, runtime, { isUnpackedOnly: true });
  },
  dist: async (args) => {
    if (args.includes('--check')) {
      await setUpScripts();
      // It needs packages, which are there only now.
      return (await import('./package/dist-check.mjs')).checkDist();
    }
    if (args[0] === '--sign-feed') {
      return withKeyFiles(process.env, () => {
        signFeed(args[1] ?? join(PROJECT, 'dist'), process.env);
        return Promise.resolve(0);
      });
    }
    const { runtime } = await setUpAll();
    return withKeyFiles(process.env, () => runDist(args, runtime, { isUnpackedOnly: false }));
  },
  setup: async () => {
    const { runtime } = await setUpAll();
    say(`✓ Ready: Electron ${runtime.version} (${runtime.kind}), Node ${process.versions.node}`);
    return 0;
  },
  build: async () => {
    await setUpScripts();
    return 0;
  },
};

/**
 * @param {import('./setup/set-up.mjs').NodeProgram} program
 * @param {string} command
 * @param {readonly string[]} args
 */
function runScript({ executable, env }, command, args) {
  return runToEnd(executable, [join(PROJECT, 'out/main/cli.js'), command, ...args], {
    ...process.env,
    ...env,
  });
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
      error instanceof CannotSetUp
        ? error.message
        : explainFileTrouble(error, { project: PROJECT, cache: cacheFolder() });
    if (help === null) {
      throw error;
    }
    say(`\n${help}`);
    return 1;
  }
}

process.exitCode = await main();
