import { execFile } from 'node:child_process';
import { arch, availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { promisify } from 'node:util';
import { PROJECT } from '../../../scripts/setup/places.mjs';

/**
 * Where and of what was measured. No name of a computer or a person.
 *
 * @typedef {object} Machine
 * @property {string} cpu
 * @property {number} cores
 * @property {number} memoryMegabytes
 * @property {string} system
 * @property {string} electron
 * @property {string} node
 * @property {string} date UTC ISO 8601
 * @property {string} commit with `+` where files differ from it; '' outside git
 */

/**
 * @param {string} electron its version
 * @returns {Promise<Machine>}
 */
export async function machineFacts(electron) {
  return {
    cpu: cpus()[0]?.model.trim() ?? '',
    cores: availableParallelism(),
    memoryMegabytes: Math.round(totalmem() / 1_048_576),
    system: `${type()} ${/^\d+\.\d+/.exec(release())?.[0] ?? ''} ${arch()}`,
    electron,
    node: process.versions.node,
    date: new Date().toISOString(),
    commit: await commit(),
  };
}

/** @param {Machine} machine */
export function machineLine({ cpu, cores, memoryMegabytes, system, electron, node, date, commit: at }) {
  const memory = `${Math.round(memoryMegabytes / 1_024)} GB`;
  const versions = `Electron ${electron}, Node ${node}`;
  return [date.slice(0, 10), `${cpu}, ${cores} cores, ${memory}`, system, versions, at]
    .filter(Boolean)
    .join('; ');
}

async function commit() {
  const git = async (/** @type {string[]} */ ...args) =>
    (await promisify(execFile)('git', args, { cwd: PROJECT })).stdout.trim();
  try {
    return `${await git('rev-parse', '--short=10', 'HEAD')}${(await git('status', '--porcelain')) === '' ? '' : '+'}`;
  } catch {
    return '';
  }
}
