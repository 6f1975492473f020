import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { endGroup, tied } from '../setup/tie.mjs';

/**
 * @typedef {object} Finished
 * @property {number | null} code the exit code, null when a signal ended it or it could not be started
 * @property {string} output what it wrote, standard output and error together
 */

/**
 * Runs a program to its end and keeps what it writes. It ends with this process, and so does what it has started.
 * Never rejects: one that cannot be started ends with a code other than 0.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number }} [options] `timeout` in ms
 * @returns {Promise<Finished>}
 */
export function run(program, args, { cwd, env, timeout } = {}) {
  return new Promise((resolve) => {
    const child = spawn(...tied(program, args, 'KILL'), {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    const kill = () => endGroup(child, 'SIGKILL');
    process.once('exit', kill);
    const timer = timeout === undefined ? undefined : setTimeout(kill, timeout);
    let output = '';
    const keep = (/** @type {Buffer} */ data) => {
      output += data.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => resolve({ code: null, output: `${output}${error.message}` }));
    child.once('close', (code) => {
      clearTimeout(timer);
      process.off('exit', kill);
      resolve({ code, output });
    });
  });
}

/**
 * npm, run by this Node: the one that runs this script if there is one, else the one installed beside Node. Its errors
 * are wanted even under `npm run --silent`, which hands its silence on.
 *
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export function npm(args, options = {}) {
  const script = npmScript(process.env.npm_execpath, process.execPath);
  const all = [...args, '--loglevel=error'];
  return script === null ? run('npm', all, options) : run(process.execPath, [script, ...all], options);
}

/**
 * npm's own script. Run by path and not through `npm.cmd`, whose arguments a shell would split at blanks.
 *
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

/**
 * The last lines of a program's output, for a message.
 *
 * @param {string} output
 */
export function lastLines(output) {
  return output.trim().split('\n').slice(-15).join('\n');
}
