import { execFile } from 'node:child_process';
import { arch, availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { promisify } from 'node:util';
import { PROJECT } from '../../../scripts/setup/places.mjs';

/** @typedef {Awaited<ReturnType<typeof machineFacts>>} Machine */

/** Returns facts that name no person or computer. @param {string} electron its version */
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

/** Returns the commit, with `-dirty` for changed files; '' outside git. */
async function commit() {
  const args = ['describe', '--always', '--dirty', '--abbrev=10', '--exclude=*'];
  return promisify(execFile)('git', args, { cwd: PROJECT }).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
}
