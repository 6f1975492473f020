import { statfs } from 'node:fs/promises';
import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';

const MEGABYTE = 1_000_000;
/** The space for export, write-ahead log and a backup (faults.md, 54). */
const NEEDED_MEGABYTES = 200;

/** Returns the bytes a normal user may still write to a folder; `null` if unknown. */
export type FreeBytes = (folder: string) => Promise<number | null>;

export const systemFreeBytes: FreeBytes = async (folder) => {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    // Some network drives report no free space. If one is full, writing fails and nothing is lost.
    return null;
  }
};

/** Returns DISK_FULL with the free and the needed megabytes; `null` if there is enough room. */
export async function checkDiskSpace(folder: string, freeBytes: FreeBytes): Promise<AppError | null> {
  const free = await freeBytes(folder);
  if (free === null || free >= NEEDED_MEGABYTES * MEGABYTE) {
    return null;
  }
  const freeMegabytes = Math.floor(free / MEGABYTE);
  return appError('DISK_FULL', `A sync needs ${NEEDED_MEGABYTES} MB, but only ${freeMegabytes} MB are free`, {
    neededMegabytes: NEEDED_MEGABYTES,
    freeMegabytes,
  });
}
