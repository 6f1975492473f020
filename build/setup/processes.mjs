import { spawn } from 'node:child_process';

/**
 * @typedef {object} Finished
 * @property {number | null} code the exit code, null when a signal ended it or it could not be started
 * @property {string} output what it wrote, standard output and error together
 */

/**
 * Runs a program to its end and keeps what it writes. Never rejects: one that cannot be started ends with code null.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean, timeout?: number }} [options]
 * @returns {Promise<Finished>}
 */
export function run(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, [...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const kill = () => {
      child.kill();
    };
    process.once('exit', kill);
    let output = '';
    const keep = (/** @type {Buffer} */ data) => {
      output += data.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => resolve({ code: null, output: `${output}${error.message}` }));
    child.once('close', (code) => {
      process.off('exit', kill);
      resolve({ code, output });
    });
  });
}

/**
 * npm, as the project's own Node finds it.
 *
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export function npm(args, options = {}) {
  return process.platform === 'win32'
    ? run('npm.cmd', args, { ...options, shell: true })
    : run('npm', args, options);
}

/**
 * The last lines of a program's output, for a message.
 *
 * @param {string} output
 */
export function lastLines(output) {
  return output.trim().split('\n').slice(-15).join('\n');
}
