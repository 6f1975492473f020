import { statfs } from 'node:fs/promises';
import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';

const MEGABYTE = 1_000_000;
/** A sync wants room for the export, the write-ahead log and a backup (faults.md, 54). */
const NEEDED_MEGABYTES = 200;

/** How many bytes an ordinary user may still write in a folder; `null` when the system does not tell. */
export type FreeBytes = (folder: string) => Promise<number | null>;

/** Asks the file system. */
export const systemFreeBytes: FreeBytes = async (folder) => {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    // Some network drives do not tell; a full disk is then met while writing, and nothing is lost.
    return null;
  }
};

/** DISK_FULL with the megabytes there are and those that are needed, or `null` when there is room for a sync. */
export async function lackOfSpace(folder: string, freeBytes: FreeBytes): Promise<AppError | null> {
  const free = await freeBytes(folder);
  if (free === null || free >= NEEDED_MEGABYTES * MEGABYTE) {
    return null;
  }
  const freeMegabytes = Math.floor(free / MEGABYTE);
  return appError('DISK_FULL', `A sync needs ${NEEDED_MEGABYTES} MB, there are ${freeMegabytes}`, {
    neededMegabytes: NEEDED_MEGABYTES,
    freeMegabytes,
  });
}
