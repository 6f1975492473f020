import { accessSync, constants, statfsSync } from 'node:fs';

const IN_MEMORY = '/dev/shm';
/** The least free space: several times the unit tests' data. Containers often have only 64 MB. */
const MIN_FREE_BYTES = 1024 ** 3;

/**
 * Returns a folder that the system keeps in memory, or `null` without 1 GB to spare. On a disk, the
 * thousands of transactions in the cache's tests would each wait.
 * @param {string} folder
 */
export function memoryFolder(folder = IN_MEMORY) {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= MIN_FREE_BYTES ? folder : null;
  } catch {
    return null;
  }
}
