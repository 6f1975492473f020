/**
 * Runs programs. Needs only Node, because the set-up runs before packages are installed. However
 * this process ends, the program and its children end too.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { basename, dirname, join, win32 } from 'node:path';

const IS_POSIX = process.platform !== 'win32';
/** The signals of Ctrl+C, a request to end, and a closed terminal. */
const END_SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
/** The time between asking a program to end and killing it. */
const PATIENCE_MS = 5_000;
const LOOK_FOR_PARENTS_EVERY_MS = 250;

/** @type {{ canTie?: boolean, received?: NodeJS.Signals, receiver?: ((signal: NodeJS.Signals) => void) | undefined }} */
const state = {};

/**
 * Returns the command line that ties a program to this process: Linux then ends it even if this
 * process is killed. On other systems or without util-linux's setpriv, it is the plain command.
 * @param {string} program @param {readonly string[]} args
 * @param {'TERM' | 'KILL'} signal that ends the program
 * @returns {[program: string, args: string[]]}
 */
export function tieToProcess(program, args, signal) {
  state.canTie ??=
    process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true']).status === 0;
  return state.canTie ? ['setpriv', ['--pdeathsig', signal, '--', program, ...args]] : [program, [...args]];
}

/**
 * Runs a program to its end and returns its exit code and the output of both streams. Never
 * rejects: the code is null if a signal ended the program or it could not start.
 * @param {string} program @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number }} [options] `timeout` in ms
 * @returns {Promise<{ code: number | null, output: string }>}
 */
export function run(program, args, { cwd, env, timeout } = {}) {
  return new Promise((resolve) => {
    const child = spawn(...tieToProcess(program, args, 'KILL'), {
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
 * Runs a program with this process's output streams and returns its exit code. The program's
 * standard input is closed unless `takesInput`. A signal to end is passed on once.
 * @param {string} program @param {readonly string[]} args @param {NodeJS.ProcessEnv} env
 * @param {{ takesInput?: boolean }} [options] @returns {Promise<number>}
 */
export function runToEnd(program, args, env, { takesInput = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(...tieToProcess(program, args, 'TERM'), {
      env,
      stdio: [takesInput ? 'inherit' : 'ignore', 'inherit', 'inherit'],
      // In a process group of its own, the app gets Ctrl+C once, from this process.
      detached: IS_POSIX,
    });
    const kill = endedWithThis(child);
    state.receiver = (signal) => {
      // On Windows the program has already received Ctrl+C, and `kill` would end it at once.
      if (IS_POSIX) {
        child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
      }
      setTimeout(kill, PATIENCE_MS).unref();
    };
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      state.receiver = undefined;
      // Ends leftover helpers, such as Chromium's after a crash.
      kill();
      resolve(code ?? exitCodeOf(signal ?? 'SIGKILL'));
    });
  });
}

/**
 * Makes a program end with this process, and returns a function that ends it earlier. Its children
 * end too: by its process group on POSIX systems, by taskkill on Windows while it still runs.
 * @param {import('node:child_process').ChildProcess} child
 */
function endedWithThis(child) {
  const kill = () => {
    try {
      if (child.pid !== undefined && IS_POSIX) {
        // eslint-disable-next-line no-restricted-syntax -- The group of a ChildProcess, on POSIX systems only.
        process.kill(-child.pid, 'SIGKILL');
      } else if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
        spawnSync(...taskkill(child.pid, process.env), { stdio: 'ignore' });
      }
    } catch {
      // The program has already ended.
    }
  };
  process.once('exit', kill);
  for (const end of ['error', 'close']) {
    child.once(end, () => process.off('exit', kill));
  }
  return kill;
}

/**
 * Returns the command line that ends a Windows program with all its children.
 * @param {number} pid @param {NodeJS.ProcessEnv} environment
 * @returns {[program: string, args: string[]]}
 */
export function taskkill(pid, environment) {
  const program = win32.join(environment.SystemRoot ?? 'C:\\Windows', 'System32', 'taskkill.exe');
  return [program, ['/PID', String(pid), '/T', '/F']];
}

/**
 * Passes signals to end to the running program, or ends this process if none runs. Only the first
 * signal counts, because both the terminal and npm send Ctrl+C. The end of npm or its shell counts
 * as a signal, because signals to them do not reach this process.
 */
export function watchSignals() {
  END_SIGNALS.forEach((signal) => process.on(signal, receive));
  // Without npm this process may outlive its parent, as a background program does.
  if (process.env.npm_lifecycle_event !== undefined) {
    const atStart = parents();
    setInterval(() => parents() !== atStart && receive('SIGTERM'), LOOK_FOR_PARENTS_EVERY_MS).unref();
  }
}

/** Returns the process numbers of the parent (a shell) and, if /proc exists, of npm above it. */
function parents() {
  const file = `/proc/${process.ppid}/stat`;
  // Field 2, the program's name, may contain blanks and brackets; the parent is field 4.
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

/** Returns the exit code for a received signal to end, else null. */
export function requestedExitCode() {
  return state.received === undefined ? null : exitCodeOf(state.received);
}

/** Returns a shell's exit code for a signal. @param {NodeJS.Signals} signal */
function exitCodeOf(signal) {
  return 128 + constants.signals[signal];
}

/**
 * Runs npm with this Node: the npm that runs this script, else the one next to Node. Keeps npm's
 * error messages even under `npm run --silent`.
 * @param {readonly string[]} args @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export function npm(args, options = {}) {
  const script = npmScript(process.env.npm_execpath, process.execPath);
  const all = [...args, '--loglevel=error'];
  return script === null ? run('npm', all, options) : run(process.execPath, [script, ...all], options);
}

/**
 * Returns the path of npm's script or `null`. The script needs no shell, unlike `npm.cmd`, whose
 * arguments a shell would split at blanks.
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

/** Returns the last 15 lines of a program's output, for a message. @param {string} output */
export function lastLines(output) {
  return output.trim().split('\n').slice(-15).join('\n');
}
