import { accessSync, constants, statfsSync } from 'node:fs';

const IN_MEMORY = '/dev/shm';
/** Several times what the unit tests leave there; containers often have 64 MB. */
const LEAST_FREE_BYTES = 1024 ** 3;

/**
 * A folder that the system keeps in memory, `null` where there is none with 1 GB to spare: the tests of the cache make
 * thousands of small transactions, and each waits for the disk.
 * @param {string} folder
 */
export function memoryFolder(folder = IN_MEMORY) {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= LEAST_FREE_BYTES ? folder : null;
  } catch {
    return null;
  }
}
