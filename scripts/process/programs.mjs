/**
 * Runs programs by Node alone, as the set-up needs them before any package is there. A program ends with this process,
 * however that ends, and so does what the program has started.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { basename, dirname, join, win32 } from 'node:path';

const IS_POSIX = process.platform !== 'win32';
/** Ctrl+C, a request to end, a closed terminal. */
const END_SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
/** A program that was asked to end gets this long before it is made to. */
const PATIENCE_MS = 5_000;
const LOOK_FOR_PARENTS_EVERY_MS = 250;

/** @type {{ canTie?: boolean, received?: NodeJS.Signals, receiver?: ((signal: NodeJS.Signals) => void) | undefined }} */
const state = {};

/**
 * The command line that runs a program tied to this process's life: Linux then ends it even when this process is killed
 * outright. Elsewhere, and without util-linux's setpriv, the program as it is.
 * @param {string} program @param {readonly string[]} args @param {'TERM' | 'KILL'} signal that ends the program
 * @returns {[program: string, args: string[]]}
 */
export function tied(program, args, signal) {
  state.canTie ??=
    process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true']).status === 0;
  return state.canTie ? ['setpriv', ['--pdeathsig', signal, '--', program, ...args]] : [program, [...args]];
}

/**
 * Runs a program to its end and gives its exit code and what it writes on both streams. Never rejects: the code is null
 * when a signal ended it or it could not be started.
 * @param {string} program @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number }} [options] `timeout` in ms
 * @returns {Promise<{ code: number | null, output: string }>}
 */
export function run(program, args, { cwd, env, timeout } = {}) {
  return new Promise((resolve) => {
    const child = spawn(...tied(program, args, 'KILL'), {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: IS_POSIX,
    });
    const kill = endedWithThis(child);
    const timer = timeout === undefined ? undefined : setTimeout(kill, timeout);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (/** @type {Buffer} */ data) => (output += data.toString()));
    }
    child.once('error', (error) => resolve({ code: null, output: `${output}${error.message}` }));
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, output });
    });
  });
}

/**
 * Runs a program with this process's output streams and returns its exit code. Its standard input is closed unless
 * `takesInput` hands this process's on. A signal to end is passed on once; this process then waits for the program.
 * @param {string} program @param {readonly string[]} args @param {NodeJS.ProcessEnv} env
 * @param {{ takesInput?: boolean }} [options] @returns {Promise<number>}
 */
export function runToEnd(program, args, env, { takesInput = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(...tied(program, args, 'TERM'), {
      env,
      stdio: [takesInput ? 'inherit' : 'ignore', 'inherit', 'inherit'],
      // A group of its own: Ctrl+C in a terminal must reach the app once, through here, not twice.
      detached: IS_POSIX,
    });
    const kill = endedWithThis(child);
    state.receiver = (signal) => {
      // On Windows Ctrl+C has reached the program already, and passing it on would kill it.
      if (IS_POSIX) {
        child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
      }
      setTimeout(kill, PATIENCE_MS).unref();
    };
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      state.receiver = undefined;
      // Helpers that it has left behind, such as Chromium's after a crash.
      kill();
      resolve(code ?? exitCodeOf(signal ?? 'SIGKILL'));
    });
  });
}

/**
 * Sees to it that a program ends with this process; gives what ends it before. They share its process group; Windows
 * knows no groups, and its taskkill ends what came of a program as long as that runs.
 * @param {import('node:child_process').ChildProcess} child
 */
function endedWithThis(child) {
  const kill = () => {
    try {
      if (child.pid !== undefined && IS_POSIX) {
        // eslint-disable-next-line no-restricted-syntax -- The group of a ChildProcess, on POSIX systems alone.
        process.kill(-child.pid, 'SIGKILL');
      } else if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
        spawnSync(...taskkill(child.pid, process.env), { stdio: 'ignore' });
      }
    } catch {
      // It has ended by itself.
    }
  };
  process.once('exit', kill);
  for (const end of ['error', 'close']) {
    child.once(end, () => process.off('exit', kill));
  }
  return kill;
}

/**
 * The command line that ends a program of Windows with all that it has started.
 * @param {number} pid @param {NodeJS.ProcessEnv} environment @returns {[program: string, args: string[]]}
 */
export function taskkill(pid, environment) {
  const program = win32.join(environment.SystemRoot ?? 'C:\\Windows', 'System32', 'taskkill.exe');
  return [program, ['/PID', String(pid), '/T', '/F']];
}

/**
 * Listens for signals to end as long as this process lives. One goes to the program that runs; without one this process
 * ends. Ctrl+C reaches us from the terminal and once more through npm: only the first counts. A signal that ends npm, or
 * the shell that it has started us by, does not reach us, and the app would go on unseen: their end counts as one.
 */
export function watchSignals() {
  END_SIGNALS.forEach((signal) => process.on(signal, receive));
  // Started in another way we may outlive our parent, as a program put in the background does.
  if (process.env.npm_lifecycle_event !== undefined) {
    const atStart = parents();
    setInterval(() => parents() !== atStart && receive('SIGTERM'), LOOK_FOR_PARENTS_EVERY_MS).unref();
  }
}

/** The numbers of the parent and, where the system has it in a file, of its parent: npm's, behind the shell. */
function parents() {
  const file = `/proc/${process.ppid}/stat`;
  // The program's name, the second field, may hold blanks and brackets; the parent is the second after it.
  const fields = existsSync(file) ? readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ') : [];
  return `${process.ppid} ${fields?.[1] ?? ''}`;
}

/** @param {NodeJS.Signals} signal */
function receive(signal) {
  if (state.received === undefined) {
    state.received = signal;
    (state.receiver ?? (() => process.exit(exitCodeOf(signal))))(signal);
  }
}

/** The exit code for the signal to end that has come, null while none has. */
export function endAsked() {
  return state.received === undefined ? null : exitCodeOf(state.received);
}

/** As shells have it. @param {NodeJS.Signals} signal */
function exitCodeOf(signal) {
  return 128 + constants.signals[signal];
}

/**
 * npm, run by this Node: the one that runs this script if there is one, else the one installed beside Node. Its errors
 * are wanted even under `npm run --silent`, which hands its silence on.
 * @param {readonly string[]} args @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export function npm(args, options = {}) {
  const script = npmScript(process.env.npm_execpath, process.execPath);
  const all = [...args, '--loglevel=error'];
  return script === null ? run('npm', all, options) : run(process.execPath, [script, ...all], options);
}

/**
 * npm's own script. Run by path and not through `npm.cmd`, whose arguments a shell would split at blanks.
 * @param {string | undefined} runningNpm npm's script when this process was started by npm
 * @param {string} node the path of Node
 */
export function npmScript(runningNpm, node) {
  const folder = dirname(node);
  const places = [
    ...(runningNpm !== undefined && basename(runningNpm) === 'npm-cli.js' ? [runningNpm] : []),
    join(folder, 'node_modules/npm/bin/npm-cli.js'),
    join(folder, '../lib/node_modules/npm/bin/npm-cli.js'),
  ];
  return places.find((path) => existsSync(path)) ?? null;
}

/** The last lines of a program's output, for a message. @param {string} output */
export function lastLines(output) {
  return output.trim().split('\n').slice(-15).join('\n');
}
